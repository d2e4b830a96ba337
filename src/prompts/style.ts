import { choiceById } from '../catalogue/catalogue.ts';
import { type ForceAnswers, forces } from '../recommend/forces.ts';
import { type Ranking, rank } from '../recommend/rank.ts';
import { readForces } from '../spec/resolve.ts';
import type { Answers } from '../spec/spec.ts';
import { type StyleId, styleIds } from '../styles/style-id.ts';
import { defaultStyle, styles } from '../styles/styles.ts';
import { askOne, type Option, warn } from './ask.ts';
import { markRecommended } from './choice.ts';
import { withValue } from './draft.ts';
import { askForces } from './forces.ts';
import { showRanking } from './ranking.ts';

/**
 * Asks for the style: at once, or after a look at the forces and the ranking that they give.
 * Forces that a flag gave are not asked, and show that help is wanted.
 *
 * @throws Cancelled
 */
export async function askStyle(answers: Answers): Promise<Answers> {
  const known = readForces(answers, []) ?? {};
  const isFirstTime = answers.style === undefined;
  const wantsHelp = isFirstTime && Object.keys(known).length > 0;
  if (!wantsHelp && (await askWay()) === 'know') {
    return withValue(answers, 'style', await pick(styleIds, answers.style?.value));
  }
  const weighed = isFirstTime ? await askForces(known) : await askForces({}, known);
  const ranking = rank(weighed);
  showRanking(ranking);
  warnIfNotBuilt(ranking);
  const style = await pickRanked(ranking);
  return withValue({ ...answers, ...asAnswers(weighed, answers) }, 'style', style);
}

function askWay(): Promise<string> {
  const question = {
    question: 'Do you know which architecture style you want?',
    why: `If not, ${forces.length} questions about your situation rank them, with reasons.`,
  };
  const options = [
    { value: 'know', label: 'I know my style' },
    { value: 'help', label: 'Help me choose' },
  ];
  return askOne(question, options, 'know');
}

function pick(order: readonly StyleId[], current: unknown): Promise<string> {
  const choice = choiceById('style');
  return askOne(choice, styleOptions(order, defaultStyle), String(current ?? defaultStyle));
}

function pickRanked({ ranked }: Ranking): Promise<string> {
  const order = ranked.map(({ style }) => style);
  const question = { ...choiceById('style'), why: 'Best fit first, by your answers.' };
  return askOne(question, styleOptions(order, order[0]), bestBuilt(order));
}

/** Only what fits best is recommended: the best of those that are built may still fit badly. */
function styleOptions(order: readonly StyleId[], recommended: StyleId | undefined): Option[] {
  return order.map((id) => {
    const { label, hint, available } = styles[id];
    return available
      ? { value: id, label: markRecommended(label, id === recommended), hint }
      : { value: id, label, hint: 'not built yet in this version', disabled: true };
  });
}

function warnIfNotBuilt({ ranked: [first, ...others] }: Ranking): void {
  if (styles[first.style].available) return;
  const best = bestBuilt(others.map(({ style }) => style));
  warn(
    `${styles[first.style].label} fits best but is not built yet in this version, so it cannot be chosen. The best fit that can be generated is: ${styles[best].label}.`,
  );
}

function bestBuilt(order: readonly StyleId[]): StyleId {
  const best = order.find((style) => styles[style].available);
  if (!best) throw new Error('no style is built');
  return best;
}

/** Forces as answers; one that a flag gave and that stands keeps its origin. */
function asAnswers(weighed: ForceAnswers, before: Answers): Answers {
  return Object.fromEntries(
    Object.entries(weighed).map(([id, value]) => {
      const key = `forces.${id}`;
      const same = before[key]?.value === value ? before[key] : undefined;
      return [key, same ?? { value, origin: { kind: 'prompt' } }];
    }),
  );
}
