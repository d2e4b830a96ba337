import { cpus, totalmem } from 'node:os';

/** One figure: what was measured, and what it should be at most. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: number;
}

/** The figures as a Markdown table, readable on a terminal too. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, unit, target }) => [
    what,
    `${format(value)} ${unit}`.trim(),
    target === undefined ? '' : `≤ ${target} ${unit}`.trim(),
    target === undefined ? '' : value <= target ? 'pass' : 'falls short',
  ]);
  const all = [['figure', 'measured', 'target', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(3, ...all.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** The page that records a run. */
export function benchmarkPage(figures: readonly Figure[], rounds: number): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `# Benchmarks

Written by \`npm run bench -- --record\` on ${new Date().toISOString().slice(0, 10)}: ${first?.model.trim()},
${cpus().length} cores, ${memory} GiB of memory, Node.js ${process.version}, ${process.platform}.

All from the packed and installed tarball. Times are medians of ${rounds} runs (growth: fewer), all
subjects taken in turn within one run of the bench. "Floor" is a bare Node.js script that holds the
same files in memory, writes them and does nothing else.

${figureTable(figures)}
`;
}

function format(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
