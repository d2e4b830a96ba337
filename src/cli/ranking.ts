import { forces } from '../recommend/forces.ts';
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
  section('Another answer would put another style first', changes(ranking));
  section('Warnings', warnings(ranking, terminal));
}

function describe(
  { style, score, ...reasons }: RankedStyle,
  place: number,
  terminal: Terminal,
): string {
  const { label, hint, available } = styles[style];
  const heading = `${place}. ${terminal.bold(label)}  ${points(score)}`;
  return [
    available ? heading : `${heading}  ${terminal.yellow('not built yet in this version')}`,
    `   ${terminal.dim(hint)}`,
    ...reasons.for.map(({ weight, reason }) => `   ${terminal.cyan(`+${weight}`)} ${reason}`),
    ...reasons.against.map(({ weight, reason }) => `   ${terminal.red(`-${weight}`)} ${reason}`),
    '',
  ].join('\n');
}

function points(score: number): string {
  return `${score > 0 ? '+' : ''}${score} ${Math.abs(score) === 1 ? 'point' : 'points'}`;
}

function changes({ whatWouldChange }: Ranking): string[] {
  return whatWouldChange.map(({ force, to, winner }) => {
    const { question, values } = forces.find(({ id }) => id === force) ?? forces[0];
    const answer = values.find(({ id }) => id === to)?.label ?? to;
    return `  ${question} ${answer}: ${styles[winner].label}`;
  });
}

function warnings(ranking: Ranking, terminal: Terminal): string[] {
  return ranking.warnings.map(({ style, text }) => {
    const about = style ? `${styles[style].label}: ` : '';
    return `  ${terminal.yellow('!')} ${about}${text}`;
  });
}
