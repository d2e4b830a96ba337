import type { ConfirmChannel, GetMessage } from 'amqplib';
import type { DeadLetter } from '../task-queue.ts';
import { historyOf, pack, unpack } from './envelope.ts';
import { publish } from './publish.ts';
import { deadLettersOf } from './queues.ts';

/** Takes dead letters in hand to look at them, and gives them back. */
export async function listDeadLetters(
  channel: ConfirmChannel,
  queue: string,
  limit: number,
): Promise<readonly DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const letter of take(channel, queue, limit)) {
    letters.push({ message: unpack(letter), ...historyOf(letter) });
  }
  return letters;
}

/** Puts dead letters back into their queue, one after the other, so that a crash doubles one at most. */
export async function redrive(
  channel: ConfirmChannel,
  queue: string,
  ids: readonly string[] | undefined,
): Promise<number> {
  const wanted = ids && new Set(ids);
  const { messageCount } = await channel.checkQueue(deadLettersOf(queue));
  let redriven = 0;
  for await (const letter of take(channel, queue, messageCount)) {
    const message = unpack(letter);
    if (wanted && !wanted.has(message.id)) continue;
    await publish(channel, queue, [pack(message, { attempts: 0 })]);
    channel.ack(letter);
    redriven += 1;
  }
  return redriven;
}

/** Those that were not acknowledged go back in the end. */
async function* take(
  channel: ConfirmChannel,
  queue: string,
  limit: number,
): AsyncGenerator<GetMessage> {
  for (let count = 0; count < limit; count++) {
    const letter = await channel.get(deadLettersOf(queue));
    if (!letter) break;
    yield letter;
  }
  channel.nackAll(true);
  // An answer to this says that all before it has been done.
  await channel.checkQueue(deadLettersOf(queue));
}
