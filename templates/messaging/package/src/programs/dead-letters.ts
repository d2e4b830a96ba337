import { openEventLog } from '@app/event-log';
import { readSettings } from '@app/settings';
import { openTaskQueue } from '@app/task-queue';
import { Type } from 'typebox';
import {
  type Logs,
  listDeadLetters,
  nameOf,
  type Origin,
  origins,
  redrive,
} from '../dead-letters.ts';
import { brokers } from '../settings.ts';

const usage = `usage: dead-letters                            lists what was given up
       dead-letters redrive <origin> [id…]    tries it again: all, or only these
origins:
${origins.map((origin) => `  ${nameOf(origin)}`).join('\n')}`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Lists dead letters, or redrives them. What it is not asked well, or cannot do, ends it with 1. */
async function main(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  if (command === undefined || command === 'list') {
    await withBrokers(async (logs) => console.log((await listDeadLetters(logs)).join('\n')));
    return;
  }
  const asked = command === 'redrive' ? askedFor(rest) : undefined;
  if (!asked) throw new Error(usage);
  await withBrokers(async (logs) => {
    const count = await redrive(logs, asked.origin, asked.ids);
    console.log(`${count} redriven of ${nameOf(asked.origin)}`);
  });
}

interface Asked {
  readonly origin: Origin;
  readonly ids: readonly string[];
}

/** Nothing when the arguments name no origin, or something that is no id. */
function askedFor(args: readonly string[]): Asked | undefined {
  const origin = origins.find((one) => `${args.join(' ')} `.startsWith(`${nameOf(one)} `));
  if (!origin) return undefined;
  const ids = args.slice(nameOf(origin).split(' ').length);
  return ids.every((id) => uuid.test(id)) ? { origin, ids } : undefined;
}

async function withBrokers(work: (logs: Logs) => Promise<void>): Promise<void> {
  const { EVENT_LOG_URL, TASK_QUEUE_URL } = readSettings(Type.Object(brokers), process.env);
  const log = { info: () => undefined, warn: report };
  const clientId = 'dead-letters';
  const events = openEventLog({ url: EVENT_LOG_URL, clientId, log });
  const tasks = openTaskQueue({ url: TASK_QUEUE_URL, clientId, log });
  try {
    await work({ events, tasks });
  } finally {
    await Promise.all([events.close(), tasks.close()]);
  }
}

function report(_fields: object, message: string): void {
  console.warn(message);
}

await main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
