import type { Channel, Options } from 'amqplib';
import { lossLimit } from '../attempt.ts';

/** Where the dead letters of a queue are. */
export function deadLettersOf(queue: string): string {
  return `${queue}.dead`;
}

/** Makes a queue and the one for its dead letters. */
export async function declareQueue(channel: Channel, queue: string): Promise<void> {
  // Without a limit: the deliveries of the other queue count here too, and a look that breaks off is one.
  await channel.assertQueue(deadLettersOf(queue), quorum({ 'x-delivery-limit': -1 }));
  const limit = { 'x-delivery-limit': lossLimit };
  await channel.assertQueue(queue, quorum({ ...limit, ...passingOnTo(deadLettersOf(queue)) }));
}

/**
 * Makes the queue in which tasks pause before they come back. Each pause has one of its own: in a queue
 * only the first message expires, and a long pause would hold up the short ones behind it.
 *
 * @returns its name
 */
export async function declarePause(
  channel: Channel,
  queue: string,
  pauseMs: number,
): Promise<string> {
  const name = `${queue}.pause.${pauseMs}`;
  const pause = { 'x-message-ttl': pauseMs, 'x-delivery-limit': -1 };
  await channel.assertQueue(name, quorum({ ...pause, ...passingOnTo(queue) }));
  return name;
}

/** On the disks of a majority of the nodes. */
function quorum(settings: Readonly<Record<string, unknown>>): Options.AssertQueue {
  return { durable: true, arguments: { 'x-queue-type': 'quorum', ...settings } };
}

/** What is rejected too often or expires goes to another queue, and stays until that one has it. */
function passingOnTo(queue: string): Readonly<Record<string, unknown>> {
  return {
    'x-dead-letter-exchange': '',
    'x-dead-letter-routing-key': queue,
    'x-dead-letter-strategy': 'at-least-once',
    // What that strategy needs.
    'x-overflow': 'reject-publish',
  };
}
