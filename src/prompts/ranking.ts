import { styleText } from 'node:util';
import { note } from '@clack/prompts';
import {
  describeChange,
  describeScore,
  describeWarning,
  nothingChanges,
} from '../recommend/describe.ts';
import type { RankedStyle, Ranking } from '../recommend/rank.ts';
import { warningsAbout } from '../recommend/warnings.ts';
import { styles } from '../styles/styles.ts';
import { warn } from './ask.ts';
import { columnsWithin, wrapAfter } from './layout.ts';

/** Most reasons shown on each side, the weightiest first. */
const shownReasons = { first: 4, others: 1 } as const;

/** Shows the ranking with reasons, what would change it, and the warnings on the style it puts first. */
export function showRanking(ranking: Ranking): void {
  const columns = columnsWithin('note');
  note(rankingText(ranking, columns), 'What fits');
  note(changesText(ranking, columns), 'What would change it');
  for (const text of warningTexts(ranking)) warn(text);
}

/** The styles, the best first, each with its score and its weightiest reasons. */
export function rankingText({ ranked }: Ranking, columns: number): string {
  return ranked.flatMap((entry, index) => entryLines(entry, index + 1, columns)).join('\n');
}

/** The single answers that would put another style first. */
export function changesText({ whatWouldChange }: Ranking, columns: number): string {
  if (whatWouldChange.length === 0) return nothingChanges;
  return whatWouldChange
    .flatMap((change) => wrapAfter('- ', describeChange(change), columns))
    .join('\n');
}

/** What to know about the answers themselves and about the style that comes first. */
export function warningTexts({ ranked, warnings }: Ranking): string[] {
  return warningsAbout([ranked[0].style], warnings).map(describeWarning);
}

function entryLines(
  { style, score, ...reasons }: RankedStyle,
  place: number,
  columns: number,
): string[] {
  const shown = place === 1 ? shownReasons.first : shownReasons.others;
  const { label, available } = styles[style];
  const heading = `${place}. ${styleText('bold', label)}  ${describeScore(score)}`;
  return [
    available ? heading : `${heading}  ${styleText('dim', '(not built yet)')}`,
    ...reasons.for.slice(0, shown).flatMap(({ reason }) => wrapAfter('   + ', reason, columns)),
    ...reasons.against.slice(0, shown).flatMap(({ reason }) => wrapAfter('   - ', reason, columns)),
  ];
}
