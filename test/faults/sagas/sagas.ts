import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Damage, inflict } from './chaos.ts';
import { generate } from './generated.ts';
import { openMarket, placeOrders } from './load.ts';
import { seededRandom } from './random.ts';
import type { RunRecord } from './record.ts';
import { type System, startSystem } from './system.ts';

const usage = `Generates the event-driven style, orders while parts of it are killed, and checks what came of it. Linux only.

npm run test:sagas -- [options]
  --saga <kind>      choreography (default) or orchestration
  --brokers <kind>   embedded (default): in the database; containers: Kafka and RabbitMQ on Docker
  --orders <count>   200 by default
  --seconds <count>  from the first order and fault to the last; 100 by default
  --kills <count>    how often each service is killed; 3 by default
  --seed <number>    of all that is random; another one each time by default
  --port <number>    the first of 40 on 127.0.0.1; 8700 by default
  --folder <path>    generates into it, and keeps it and what the run left; else in a temporary one`;

const options = {
  saga: { type: 'string', default: 'choreography' },
  brokers: { type: 'string', default: 'embedded' },
  orders: { type: 'string', default: '200' },
  seconds: { type: 'string', default: '100' },
  kills: { type: 'string', default: '3' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  port: { type: 'string', default: '8700' },
  folder: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** Longest wait for a system to come to rest after the last fault, in seconds. */
const restLimit = 150;

const settings = {
  RATE_LIMIT_PER_MINUTE: '0',
  LOG_LEVEL: 'warn',
  PAYMENT_TIMEOUT_MS: '1000',
  ORDER_DEADLINE_MS: '60000',
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  const folder = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'sagas-')));
  console.log(`seed ${values.seed}: ${values.saga}, brokers ${values.brokers}, in ${folder}`);
  try {
    await generate(join(folder, 'shop'), values.saga);
    process.exitCode = await run(values, folder);
  } finally {
    if (!values.folder) rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the exit code of the checker */
async function run(values: Options, folder: string): Promise<number> {
  const data = mkdtempSync(join(folder, 'run-'));
  const system = await startSystem({
    repository: join(folder, 'shop'),
    data,
    port: Number(values.port),
    brokers: values.brokers === 'containers' ? 'containers' : 'embedded',
    settings,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void system.stop().finally(() => process.exit(130)));
  }
  try {
    const record = await orderAmidFaults(system, values);
    const file = join(data, 'record.json');
    writeFileSync(file, JSON.stringify(record), { mode: 0o600 });
    return await check(file);
  } finally {
    await system.stop();
  }
}

async function orderAmidFaults(system: System, values: Options): Promise<RunRecord> {
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
    saga: values.saga,
    admin: market.admin,
    customers: [...market.customers, ...damage.customers],
    products: market.products,
    hostile: damage.hostile,
    crashes: system.crashes(),
  };
}

function report({ counts }: Damage): void {
  const told = Object.entries(counts).map(([kind, count]) => `${count} × ${kind}`);
  console.log(`faults: ${told.join(', ')}`);
}

/** Runs the checker, a program of its own, which knows of the run only what is in the file. */
async function check(file: string): Promise<number> {
  const program = fileURLToPath(new URL('check.ts', import.meta.url));
  const child = spawn(process.execPath, [program, file, '--wait', String(restLimit)], {
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
// After a failure, faults may still be waiting for their time.
process.exit();
