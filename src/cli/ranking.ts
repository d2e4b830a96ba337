import {
  describeChange,
  describeScore,
  describeWarning,
  nothingChanges,
} from '../recommend/describe.ts';
import type { RankedStyle, Ranking } from '../recommend/rank.ts';
import { warningsAbout } from '../recommend/warnings.ts';
import type { StyleId } from '../styles/style-id.ts';
import { styles } from '../styles/styles.ts';
import type { Terminal } from './terminal.ts';

/**
 * Prints the ranked styles with reasons, what would change the answer, and warnings: those about the
 * best style and the wished one first.
 */
export function sayRanking(
  ranking: Ranking,
  wished: StyleId | undefined,
  terminal: Terminal,
): void {
  const { ranked, warnings, whatWouldChange } = ranking;
  for (const [index, entry] of ranked.entries()) {
    terminal.say(describe(entry, index + 1, terminal));
  }
  const section = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) terminal.say([terminal.bold(title), ...lines, ''].join('\n'));
  };
  if (whatWouldChange.length === 0) terminal.say(`${nothingChanges}\n`);
  section(
    'Another answer would put another style first',
    whatWouldChange.map((change) => `  ${describeChange(change)}`),
  );
  const near = warningsAbout(wished ? [ranked[0].style, wished] : [ranked[0].style], warnings);
  const far = warnings.filter((warning) => !near.includes(warning));
  const marked = near.map((warning) => `  ${terminal.yellow('!')} ${describeWarning(warning)}`);
  section('Warnings', [...(wished ? [comparison(ranking, wished)] : []), ...marked]);
  section(
    'Were you to choose another style',
    far.map((warning) => `  ${terminal.dim('-')} ${describeWarning(warning)}`),
  );
}

/** Where the wished style stands. */
function comparison({ ranked }: Ranking, wished: StyleId): string {
  const place = ranked.findIndex(({ style }) => style === wished);
  const { label } = styles[wished];
  const behind = ranked[0].score - (ranked[place]?.score ?? 0);
  return place === 0
    ? `  ${label} is what fits best.`
    : `  ${label} comes ${place + 1} of ${ranked.length}, ${behind} ${behind === 1 ? 'point' : 'points'} behind ${styles[ranked[0].style].label}.`;
}

function describe(
  { style, score, ...reasons }: RankedStyle,
  place: number,
  terminal: Terminal,
): string {
  const { label, hint, available } = styles[style];
  const heading = `${place}. ${terminal.bold(label)}  ${describeScore(score)}`;
  return [
    available ? heading : `${heading}  ${terminal.yellow('not built yet in this version')}`,
    `   ${terminal.dim(hint)}`,
    ...reasons.for.map(({ weight, reason }) => `   ${terminal.cyan(`+${weight}`)} ${reason}`),
    ...reasons.against.map(({ weight, reason }) => `   ${terminal.red(`-${weight}`)} ${reason}`),
    '',
  ].join('\n');
}
