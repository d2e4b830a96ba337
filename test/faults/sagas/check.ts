import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { invariants } from './invariants.ts';
import { type Observation, observe } from './observation.ts';
import type { RunRecord } from './record.ts';
import { runCounted } from '../../counted-program.ts';

const usage = `Checks what has to hold once an event-driven system is quiet, from the record of a run.

node test/faults/sagas/check.ts <record.json> [--wait <seconds>]`;

/** Looks until all holds, at most for a while, and prints what does; the exit code says whether all. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { wait: { type: 'string', default: '0' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (!file) throw new Error(usage);
  const record = JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
  const found = await atRest(record, Date.now() + Number(values.wait) * 1_000);
  for (const { name, faults } of found) {
    const lines = faults.slice(0, 10).map((fault) => `     ${fault}`);
    if (faults.length > 10) lines.push(`     and ${faults.length - 10} more`);
    console.log([`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}`, ...lines].join('\n'));
  }
  const failed = found.filter(({ faults }) => faults.length > 0).length;
  console.log(`${found.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

interface Finding {
  readonly name: string;
  readonly faults: readonly string[];
}

/** What is found once all holds, and still does a moment later; or when the time is over. */
async function atRest(record: RunRecord, end: number): Promise<readonly Finding[]> {
  for (let heldBefore = false; ; ) {
    const seen = await observe(record);
    const found = invariants.map(({ name, faults }) => ({ name, faults: faults(seen, record) }));
    const holds = found.every(({ faults }) => faults.length === 0);
    if ((holds && heldBefore) || (!holds && Date.now() > end)) {
      console.log(summary(seen));
      return found;
    }
    heldBefore = holds;
    await sleep(2_000);
  }
}

function summary({ orders, mails, deadLetters }: Observation): string {
  const ends: Record<string, number> = {};
  for (const { status, reason } of orders.values()) {
    const end = reason ?? status;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  const told = Object.entries(ends).map(([end, count]) => `${count} ${end}`);
  return `${orders.size} orders: ${told.join(', ')}; ${mails.length} mails, ${deadLetters.length} dead letters`;
}

await runCounted(main);
