import { randomUUID } from 'node:crypto';
import type { ConfirmChannel, Message as Delivered } from 'amqplib';
import type { Envelope } from './envelope.ts';

/** How long RabbitMQ may take to confirm, in milliseconds: without disk space it takes for ever. */
const confirmTimeoutMs = 10_000;

/** Adds to a queue; resolves once RabbitMQ has confirmed all of it. */
export async function publish(
  channel: ConfirmChannel,
  queue: string,
  envelopes: readonly Envelope[],
): Promise<void> {
  const batch = randomUUID();
  let returned = false;
  const onReturn = ({ properties }: Delivered) => {
    returned ||= properties.correlationId === batch;
  };
  channel.on('return', onReturn);
  try {
    await inTime(envelopes.map((envelope) => confirmed(channel, queue, envelope, batch)));
  } finally {
    channel.off('return', onReturn);
  }
  if (returned) throw new Error(`the queue ${queue} is not declared`);
}

function confirmed(
  channel: ConfirmChannel,
  queue: string,
  { content, properties }: Envelope,
  correlationId: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { ...properties, correlationId, mandatory: true };
    channel.sendToQueue(queue, content, options, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

async function inTime(confirms: readonly Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new Error(`RabbitMQ has not confirmed within ${confirmTimeoutMs} ms`);
    timer = setTimeout(reject, confirmTimeoutMs, error);
  });
  await Promise.race([Promise.all(confirms), late]).finally(() => clearTimeout(timer));
}
