import { styleText } from 'node:util';
import { log, note } from '@clack/prompts';
import { describeChange, describeScore, describeWarning } from '../recommend/describe.ts';
import type { RankedStyle, Ranking } from '../recommend/rank.ts';
import { styles } from '../styles/styles.ts';

/** Reasons shown on each side: all that matter of the first, the weightiest of the others. */
const shownReasons = { first: 4, others: 1 } as const;

/** Shows the ranking with reasons, what would change it, and the warnings on the style it puts first. */
export function showRanking(ranking: Ranking): void {
  note(rankingText(ranking), 'What fits');
  if (ranking.whatWouldChange.length > 0) {
    note(
      ranking.whatWouldChange.map(describeChange).join('\n'),
      'One other answer that changes it',
    );
  }
  for (const text of warningTexts(ranking)) log.warn(text);
}

/** The styles, the best first, each with its score and its weightiest reasons. */
export function rankingText({ ranked }: Ranking): string {
  return ranked.map((entry, index) => entryText(entry, index + 1)).join('\n');
}

function entryText({ style, score, ...reasons }: RankedStyle, place: number): string {
  const shown = place === 1 ? shownReasons.first : shownReasons.others;
  const { label, available } = styles[style];
  const heading = `${place}. ${styleText('bold', label)}  ${describeScore(score)}`;
  return [
    available ? heading : `${heading}  ${styleText('dim', '(not built yet)')}`,
    ...reasons.for.slice(0, shown).map(({ reason }) => `   ${styleText('green', '+')} ${reason}`),
    ...reasons.against
      .slice(0, shown)
      .map(({ reason }) => `   ${styleText('yellow', '-')} ${reason}`),
  ].join('\n');
}

/** What to know about the answers themselves and about the style that comes first. */
function warningTexts({ ranked, warnings }: Ranking): string[] {
  return warnings
    .filter(({ style }) => style === undefined || style === ranked[0].style)
    .map(describeWarning);
}
