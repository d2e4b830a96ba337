import type { Spec } from '../../spec/spec.ts';
import { isSample } from '../contexts.ts';
import { isEventDriven } from '../processes.ts';

/** Contexts that tell others what happened, or are told: a resource of one's own does neither. */
export function exchangingContexts(spec: Spec): readonly string[] {
  if (!isEventDriven(spec)) return [];
  return spec.contexts.map(({ name }) => name).filter((name) => isSample(name, spec.style));
}
