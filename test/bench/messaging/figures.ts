import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { execa } from 'execa';
import { userEnvironment, withSystemNode } from '../../boot/user-environment.ts';
import type { Figure } from '../report.ts';
import { hasDocker, startKafka } from './kafka.ts';
import { measureLatency, measureRates, type Rates } from './rates.ts';
import { startSystem } from './system.ts';
import { programsFolder } from './worker.ts';

const kafkaPort = 8740;

/** Orders a second at which latency is measured. */
const modestRate = 50;

/** How the work of hearing is shared, by the name of the figure. */
const sharings = {
  '1 partition, 1 consumer': { partitions: 1, consumers: 1, effect: 'row' },
  '6 partitions, 1 consumer': { partitions: 6, consumers: 1, effect: 'row' },
  '6 partitions, 2 consumers': { partitions: 6, consumers: 2, effect: 'row' },
  'record alone': { partitions: 6, consumers: 1, effect: 'none' },
} as const;

type Setting = keyof typeof sharings;

const usual: Setting = '6 partitions, 1 consumer';

/**
 * Measures how many events a generated repo takes from outbox to inbox over a real Kafka, beside the
 * bare client of Kafka, in the same run. Nothing where there is no Docker.
 *
 * @param program the installed program that generates
 */
export async function messagingFigures(program: string, scratch: string): Promise<Figure[]> {
  if (!(await hasDocker())) return [];
  const repo = join(scratch, 'messaging');
  const env = withSystemNode(userEnvironment());
  const flags = ['--style', 'event-driven', '--node', 'npm', '--yes', '--no-git', '--no-install'];
  await execa(process.execPath, [program, repo, ...flags], { env, extendEnv: false });
  await execa('npm', ['install', '--prefer-offline'], { cwd: repo, env, extendEnv: false });
  return measureRepo(repo, env);
}

/** The same for a repo that is there, with its dependencies installed. */
export async function measureRepo(
  repo: string,
  env: Readonly<Record<string, string>>,
): Promise<Figure[]> {
  const programs = fileURLToPath(new URL('programs', import.meta.url));
  cpSync(programs, join(repo, programsFolder), { recursive: true });
  const kafka = await startKafka(repo, kafkaPort);
  try {
    const system = await startSystem({ repo, env }, kafka.url);
    try {
      const audiences = {
        '1 partition, 1 consumer': await system.audience(sharings['1 partition, 1 consumer']),
        '6 partitions, 1 consumer': await system.audience(sharings['6 partitions, 1 consumer']),
        '6 partitions, 2 consumers': await system.audience(sharings['6 partitions, 2 consumers']),
        'record alone': await system.audience(sharings['record alone']),
      };
      const rates = await measureRates(system, audiences, usual);
      const latency = await measureLatency(system, audiences[usual], modestRate);
      return [...rateFigures(rates), ...latencyFigures(latency)];
    } finally {
      await system.stop();
    }
  } finally {
    await kafka.remove();
  }
}

function rateFigures(rates: Rates<Setting>): Figure[] {
  const { bareBatches, bareSingle, commits, relay, inbox, backlog, whole } = rates;
  return [
    { what: 'the bare client, 500 messages at a time', value: bareBatches, unit: '/s' },
    { what: 'the bare client, one message at a time', value: bareSingle, unit: '/s' },
    { what: 'of a full outbox to Kafka', value: relay, unit: '/s' },
    { what: 'from Kafka to the inbox, with a row for each', value: inbox, unit: '/s' },
    { what: 'of a full outbox to the inbox', value: backlog['record alone'], unit: '/s' },
    {
      what: 'the same to the bare client, 500 at a time',
      value: backlog['record alone'] / bareBatches,
      unit: '×',
      atLeast: 0.3,
    },
    { what: `with a row for each, ${usual}`, value: backlog[usual], unit: '/s' },
    {
      what: 'the same to the bare client, 500 at a time',
      value: backlog[usual] / bareBatches,
      unit: '×',
    },
    ...growthFigures(backlog),
    { what: 'Postgres alone: transactions of one row, 8 at a time', value: commits, unit: '/s' },
    { what: `while orders are placed 8 at a time, ${usual}`, value: whole[usual], unit: '/s' },
    { what: 'the same to Postgres alone', value: whole[usual] / commits, unit: '×' },
    {
      what: 'the same to the bare client, one at a time',
      value: whole[usual] / bareSingle,
      unit: '×',
    },
    ...growthFigures(whole),
  ];
}

/** What more partitions, and more consumers, bring. */
function growthFigures(rates: Readonly<Record<Setting, number>>): Figure[] {
  const first = rates['1 partition, 1 consumer'];
  return [
    { what: 'the same with 1 partition, 1 consumer', value: first, unit: '/s' },
    ...(['6 partitions, 1 consumer', '6 partitions, 2 consumers'] as const).map((name) => ({
      what: `${name} to that`,
      value: rates[name] / first,
      unit: '×',
    })),
  ];
}

function latencyFigures({ p50, p99 }: { p50: number; p99: number }): Figure[] {
  const what = `the whole way at ${modestRate} events/s`;
  return [
    { what: `${what}, p50`, value: p50, unit: 'ms' },
    { what: `${what}, p99`, value: p99, unit: 'ms' },
  ];
}
