import { cpus, totalmem } from 'node:os';

/** One figure: what was measured, and what it should be at most or at least. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: number;
  readonly atLeast?: number;
}

/** The figures as a Markdown table, readable on a terminal too. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${format(figure.value)} ${figure.unit}`.trim(),
    goal(figure),
    verdict(figure),
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

/** All that was measured in a run. */
export interface Results {
  readonly figures: readonly Figure[];
  readonly services: readonly Figure[];
  readonly messaging: readonly Figure[];
  readonly rounds: number;
}

/** The page that records a run. */
export function benchmarkPage({ figures, services, messaging, rounds }: Results): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `# Benchmarks

Written by \`npm run bench -- --record\` on ${new Date().toISOString().slice(0, 10)}: ${first?.model.trim()},
${cpus().length} cores, ${memory} GiB of memory, Node.js ${process.version}, ${process.platform}.

All from the packed and installed tarball. Times are medians of ${rounds} runs (growth: fewer), all
subjects taken in turn within one run of the bench. "Floor" is a bare Node.js script that holds the
same files in memory, writes them and does nothing else. Its share depends on the disk: the faster that
is, the more of the time is the program's own, with what it compiled before in the cache of Node.js. A
memory disk shows the limit.

${figureTable(figures)}

## Generated microservices

\`create-arch-app shop --style microservices --yes\`, as \`npm run dev\` runs it: embedded databases, no
Docker. Rates are medians of 3 rounds of 4 s at 10 connections, all targets taken in turn, beside a
hand-written application in one file without tokens, idempotency keys, validation, a payment provider
or anything for the case that it fails (\`test/bench/services/minimal-app.js\`). Both use one Postgres
server, which waits for the disk at each commit.

An order is a transaction for each step that has to survive a crash, in the databases of three services,
and three calls between them, where the minimal application has one transaction in all. The start is one
of code that has not changed, so nothing is migrated. Starting six programs at once takes several bare
starts on few cores, whatever they do; the rest is npm, Postgres, and loading what a service is made of:
1,300 modules, half of them TypeBox.

${figureTable(services)}

## Events

\`create-arch-app shop --style event-driven --yes\`: what its packages take from one service to another
over Kafka in a container, on databases that wait for the disk at each commit, beside the client of Kafka
alone (\`test/bench/messaging/programs/bare-*.js\`). One process tells, one hears, or two; all of them,
Kafka and both databases share the cores. Rates are medians of 3 rounds after one that does not
count, all taken in turn.

The bare client sends 6,000 messages, 500 at a time as a relay does when as many wait: the same messages,
to 6 partitions, idempotent, \`acks=all\`, each batch once the broker has those before. Another process
reads them, counts them, and commits as it fetches. It parses nothing, has no database, and loses what it
had in hand when it is killed: that is as fast as the client is.

Against it stands a full outbox: 6,000 events wait in it, and the time is that from the start of the
relay until the last is committed in the inbox, over Kafka; those that wait in a partition share a
transaction. What placed the orders is not in it, as what made the messages is not in the bare client,
and neither does anything with them. With a row for each, a statement of its own in that transaction, it
is what a service does at least.

While orders are placed, each in a transaction with its event, 8 at a time, no more can come out than
Postgres takes in: beside it stands what Postgres alone takes, and the bare client that waits for the
broker with each message.

${figureTable(messaging)}
`;
}

function format(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

function goal({ target, atLeast, unit }: Figure): string {
  if (target !== undefined) return `≤ ${target} ${unit}`.trim();
  return atLeast === undefined ? '' : `≥ ${atLeast} ${unit}`.trim();
}

function verdict({ value, target, atLeast }: Figure): string {
  if (target === undefined && atLeast === undefined) return '';
  const reached = value <= (target ?? value) && value >= (atLeast ?? value);
  return reached ? 'pass' : 'falls short';
}
