import { consumers, queues } from '@app/contracts/topology';
import type { EventLog } from '@app/event-log';
import type { TaskQueue } from '@app/task-queue';

/** The brokers in which messages may have been given up. */
export interface Logs {
  readonly events: EventLog;
  readonly tasks: TaskQueue;
}

/** What dead letters belong to: a group of consumers and a topic, or a queue. */
export type Origin =
  | { readonly group: string; readonly topic: string }
  | { readonly queue: string };

interface DeadLetter {
  readonly message: { readonly id: string };
  readonly reason: string;
  readonly attempts: number;
}

/** The most that are listed of one origin. */
const listedAtMost = 100;

/** Everything that can have dead letters: each group with each of its topics, and each queue. */
export const origins: readonly Origin[] = [
  ...Object.entries(consumers).flatMap(([group, topics]) =>
    topics.map(({ name }) => ({ group, topic: name })),
  ),
  ...queues.map(({ name }) => ({ queue: name })),
];

/** As it is given to `redrive`: `email user-events`, or `email-queue`. */
export function nameOf(origin: Origin): string {
  return 'queue' in origin ? origin.queue : `${origin.group} ${origin.topic}`;
}

/** Lines that say what was given up, where, why and after how many attempts. */
export async function listDeadLetters(logs: Logs): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const origin of origins) {
    const letters = await lettersOf(logs, origin, listedAtMost + 1);
    if (letters.length === 0) continue;
    const more = letters.length > listedAtMost;
    lines.push(nameOf(origin), ...letters.slice(0, listedAtMost).map(lineOf));
    if (more) lines.push('  and more');
  }
  return lines.length > 0 ? lines : ['there are no dead letters'];
}

/**
 * Gives dead letters another chance.
 *
 * @param ids only these; all when there are none
 * @returns how many
 */
export function redrive(
  { events, tasks }: Logs,
  origin: Origin,
  ids: readonly string[],
): Promise<number> {
  const only = ids.length > 0 ? ids : undefined;
  if ('queue' in origin) return tasks.redrive(origin.queue, only);
  return events.redrive({ ...origin, ...(only && { ids: only }) });
}

function lettersOf(
  { events, tasks }: Logs,
  origin: Origin,
  limit: number,
): Promise<readonly DeadLetter[]> {
  if ('queue' in origin) return tasks.deadLetters(origin.queue, limit);
  return events.deadLetters({ ...origin, limit });
}

function lineOf({ message, reason, attempts }: DeadLetter): string {
  const times = attempts === 1 ? 'once' : `${attempts} times`;
  return `  ${onOneLine(message.id)}  tried ${times}: ${onOneLine(reason)}`;
}

/** Both may hold what somebody sent: it must neither pass for another line nor move the cursor. */
function onOneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ');
}
