import { features } from '../features/index.ts';
import { makePlan } from '../plan/plan.ts';
import { type Preview, previewOf } from '../plan/preview.ts';
import { renderPlan } from '../render/render.ts';
import type { Templates } from '../render/templates.ts';
import type { Tree } from '../render/tree.ts';
import { type Machine, resolveSpec } from '../spec/resolve.ts';
import type { Answers, Spec } from '../spec/spec.ts';
import { version } from './version.ts';

/** What answers come to, in memory. */
export interface Generation {
  readonly spec: Spec;
  readonly tree: Tree;
  /** What would be written and run. Counted only where it is shown. */
  preview(): Preview;
}

/**
 * Answers → spec → plan → tree, with no disk but the templates.
 *
 * @throws SpecError on answers that cannot be followed
 */
export function generation(answers: Answers, machine: Machine, templates: Templates): Generation {
  const spec = resolveSpec(answers, machine);
  const plan = makePlan(spec, features);
  const tree = renderPlan(plan, templates, version);
  return { spec, tree, preview: () => previewOf(plan, tree) };
}
