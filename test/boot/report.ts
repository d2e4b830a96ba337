import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { BootCase } from './boot-case.ts';

/** How one case went: seconds by stage, and what stopped it. */
export interface Outcome {
  readonly boot: BootCase;
  readonly seconds: Readonly<Record<string, number>>;
  readonly failure: { readonly stage: string; readonly message: string } | undefined;
}

/** The seconds of every stage of every case, as aligned text. */
export function table(outcomes: readonly Outcome[], stageIds: readonly string[]): string {
  const head = ['', ...stageIds, 'total', 'case'];
  const rows = outcomes.map(({ boot, seconds, failure }) => [
    failure ? 'FAIL' : 'ok',
    ...stageIds.map((id) => (failure?.stage === id ? 'FAIL' : format(seconds[id]))),
    format(Object.values(seconds).reduce((sum, part) => sum + part, 0)),
    boot.label,
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows].map((row) => alignedRow(row, widths)).join('\n');
}

/** What failed, and the end of what its commands printed. */
export function failureText({ boot, failure }: Outcome): string {
  if (!failure) return '';
  const printed = stripVTControlCharacters(readFileSync(boot.log, 'utf8')).trimEnd();
  const tail = printed.split('\n').slice(-tailLines).join('\n');
  return `\n── ${boot.label}: ${failure.stage}: ${failure.message}\n${tail}\n── ${boot.log}\n`;
}

const tailLines = 60;

function format(seconds: number | undefined): string {
  return seconds === undefined ? '-' : seconds.toFixed(1);
}

function alignedRow(row: readonly string[], widths: readonly number[]): string {
  const last = row.length - 1;
  return row
    .map((cell, column) => (column === last ? cell : cell.padStart(widths[column] ?? 0)))
    .join('  ');
}
