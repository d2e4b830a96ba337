import { describeChange, describeScore, describeWarning } from '../recommend/describe.ts';
import type { RankedStyle, Ranking } from '../recommend/rank.ts';
import { styles } from '../styles/styles.ts';
import type { Terminal } from './terminal.ts';

/** Prints the ranked styles with reasons, what would change the answer, and warnings. */
export function sayRanking(ranking: Ranking, terminal: Terminal): void {
  for (const [index, entry] of ranking.ranked.entries()) {
    terminal.say(describe(entry, index + 1, terminal));
  }
  const section = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) terminal.say([terminal.bold(title), ...lines, ''].join('\n'));
  };
  section(
    'Another answer would put another style first',
    ranking.whatWouldChange.map((change) => `  ${describeChange(change)}`),
  );
  section(
    'Warnings',
    ranking.warnings.map((warning) => `  ${terminal.yellow('!')} ${describeWarning(warning)}`),
  );
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
