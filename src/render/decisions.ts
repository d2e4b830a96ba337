import { catalogue, type ChoiceId } from '../catalogue/catalogue.ts';
import type { Plan } from '../plan/plan.ts';
import { forces } from '../recommend/forces.ts';
import type { Spec } from '../spec/spec.ts';
import { fragments } from './fragments.ts';
import type { Templates } from './templates.ts';
import type { TemplateValues } from './values.ts';

interface DecisionRecord {
  readonly path: string;
  readonly text: string;
}

/**
 * Architecture decision records, one for each decision a feature describes in `_decisions/`, with
 * the user's own reasons. A file is called `<number>-<slug>.<choice id>.md`; the number orders it.
 */
export function decisionRecords(
  plan: Plan,
  templates: Templates,
  values: TemplateValues,
): DecisionRecord[] {
  return fragments('_decisions', plan, templates, values).map(({ file, text }, index) => {
    const [, slug = file, choice] = /^\d+-([a-z-]+)(?:\.(\w+))?\.md$/.exec(file) ?? [];
    const number = String(index + 1).padStart(4, '0');
    const [title = '', ...body] = text.trim().split('\n');
    const heading = title.replace(/^# /, `# ${number}. `);
    const record = [heading, ...body, ...userReasons(plan.spec, choice)].join('\n');
    return { path: `docs/decisions/${number}-${slug}.md`, text: `${record}\n` };
  });
}

/** The section with what the user said when choosing; nothing when the default was taken silently. */
function userReasons(spec: Spec, choice: string | undefined): string[] {
  const known = catalogue.find(({ id }) => id === choice)?.id as ChoiceId | undefined;
  const reason = known && spec.reasons[known];
  const said = reason ? [reason] : [];
  const facts = choice === 'style' ? forceFacts(spec) : [];
  if (said.length + facts.length === 0) return [];
  return [
    '',
    '## Our reasons',
    '',
    ...said,
    ...(said.length > 0 && facts.length > 0 ? [''] : []),
    ...facts,
  ];
}

function forceFacts(spec: Spec): string[] {
  return forces.flatMap((force) => {
    const answer = force.values.find(({ id }) => id === spec.forces?.[force.id]);
    return answer ? [`- ${force.question} **${answer.label}**`] : [];
  });
}
