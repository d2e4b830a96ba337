import { catalogue, type ChoiceId } from '../catalogue/catalogue.ts';
import type { Plan } from '../plan/plan.ts';
import { defaultForces, type ForceAnswers, forces } from '../recommend/forces.ts';
import { rank } from '../recommend/rank.ts';
import type { Spec } from '../spec/spec.ts';
import type { StyleId } from '../styles/style-id.ts';
import { styles } from '../styles/styles.ts';
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

/** The sections with what the user said when choosing; nothing when the default was taken silently. */
function userReasons(spec: Spec, choice: string | undefined): string[] {
  const known = catalogue.find(({ id }) => id === choice)?.id as ChoiceId | undefined;
  const reason = known && spec.reasons[known];
  return [
    ...(reason ? ['', '## Our reasons', '', reason] : []),
    ...(choice === 'style' && spec.forces ? situation(spec.style, spec.forces) : []),
  ];
}

/** The forces, and where the style stands by them: they may speak against it. */
function situation(style: StyleId, given: Partial<ForceAnswers>): string[] {
  const facts = forces.flatMap((force) => {
    const answer = force.values.find(({ id }) => id === given[force.id]);
    return answer ? [`- ${force.question} **${answer.label}**`] : [];
  });
  const basis = `By ${facts.length < forces.length ? 'these answers, and the usual ones elsewhere' : 'these answers'}`;
  return ['', '## Our situation', '', ...facts, '', `${basis}, ${standing(style, given)}`];
}

function standing(style: StyleId, given: Partial<ForceAnswers>): string {
  const { ranked } = rank({ ...defaultForces, ...given });
  const { label } = styles[style];
  const place = ranked.findIndex((entry) => entry.style === style) + 1;
  return place === 1
    ? `${label} fits best of ${ranked.length} styles.`
    : `${styles[ranked[0].style].label} fits best; ${label} comes ${place} of ${ranked.length}.`;
}
