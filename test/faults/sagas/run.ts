import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Damage, inflict } from './chaos.ts';
import { openMarket, placeOrders } from './load.ts';
import { seededRandom } from './random.ts';
import type { RunRecord } from './record.ts';
import { parseRuns, type Run } from './runs.ts';
import { type System, startSystem } from './system.ts';
import { runCounted } from '../../counted-program.ts';

const usage = `Orders in one generated system while parts of it are killed, and checks what came of it.

node test/faults/sagas/run.ts <run> --repository=<path> --orders=<count> --seconds=<count>
  --kills=<count> --seed=<number> --port=<number>`;

const text = { type: 'string', default: '' } as const;

const options = {
  repository: text,
  orders: text,
  seconds: text,
  kills: text,
  seed: text,
  port: text,
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** Longest wait for a system to come to rest after the last fault, in seconds. */
const restLimit = 150;

const settings = {
  RATE_LIMIT_PER_MINUTE: '0',
  LOG_LEVEL: 'warn',
  PAYMENT_TIMEOUT_MS: '2000',
  ORDER_DEADLINE_MS: '60000',
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [run] = parseRuns(positionals.join());
  if (!run || Object.values(values).includes('')) throw new Error(usage);
  const data = mkdtempSync(join(dirname(values.repository), 'run-'));
  const system = await startSystem({
    repository: values.repository,
    data,
    port: Number(values.port),
    containers: run.containers,
    settings,
  });
  try {
    const record = await orderAmidFaults(system, run, values);
    const file = join(data, 'record.json');
    writeFileSync(file, JSON.stringify(record), { mode: 0o600 });
    process.exitCode = await check(file);
  } finally {
    await system.stop();
  }
}

async function orderAmidFaults(system: System, run: Run, values: Options): Promise<RunRecord> {
  const seed = Number(values.seed);
  const market = await openMarket(system.baseUrl, system.adminPassword, seededRandom(seed));
  const overMs = Number(values.seconds) * 1_000;
  const log = (line: string) => console.log(`     ${line}`);
  const [orders, damage] = await Promise.all([
    placeOrders(system.baseUrl, market, seededRandom(seed + 1), {
      count: Number(values.orders),
      overMs,
    }),
    inflict(system, { random: seededRandom(seed + 2), overMs, kills: Number(values.kills), log }),
  ]);
  report(damage);
  const { repository, baseUrl, mailFolder, brokers, databaseUrls } = system;
  return {
    ...{ repository, baseUrl, mailFolder, brokers, databaseUrls, orders },
    saga: run.saga,
    admin: market.admin,
    customers: [...market.customers, ...damage.customers],
    products: market.products,
    hostile: damage.hostile,
    crashes: system.crashes(),
  };
}

/** Pairs that are told in full; more are only counted. */
const toldAtMost = 12;

function report({ counts, kills }: Damage): void {
  const told = Object.entries(counts).map(([kind, count]) => `${count} × ${kind}`);
  console.log(`faults: ${told.join(', ')}`);
  const { covered, missing } = kills;
  const listed = missing.slice(0, toldAtMost).join(', ');
  const more = missing.length > toldAtMost ? ` and ${missing.length - toldAtMost} more` : '';
  const rest = missing.length > 0 ? `; not: ${listed}${more}` : '';
  console.log(
    `kill -9 at ${covered} of ${covered + missing.length} pairs of service and step${rest}`,
  );
}

/** Runs the checker, a program of its own, which knows of the run only what is in the file. */
async function check(file: string): Promise<number> {
  const program = join(import.meta.dirname, 'check.ts');
  const child = spawn(process.execPath, [program, file, '--wait', String(restLimit)], {
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

await runCounted(main);
// After a failure, faults may still be waiting for their time.
process.exit();
