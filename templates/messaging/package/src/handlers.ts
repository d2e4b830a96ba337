import type { Database, Pool } from '@app/database';
import { dispatch, type Handlers, type Topic } from '@app/events';
import { type Message, Unprocessable } from '@app/messages';
import { once } from '@app/outbox';

/** Takes one message; it may come again, and be handled in several places at once. */
export type Handle = (message: Message) => Promise<void>;

/**
 * An idempotent consumer: each event takes effect once, in one transaction with the record of it and
 * with whatever it puts in the outbox.
 *
 * @param consumer what the effect is of: the name of the service
 * @returns a handler that rejects with Unprocessable for what is no event of the topic
 */
export function inTransaction<Of extends Topic>(
  store: Pool,
  consumer: string,
  topic: Of,
  handlers: Handlers<Of, Database>,
): Handle {
  const handle = dispatch(topic, handlers);
  return (message) =>
    store.transaction(async (transaction) => {
      await once(transaction, consumer, message.id, () => handle(message, transaction));
    });
}

/** Gives each message to the handler of the topic that it comes from. */
export function byTopic(
  handles: Readonly<Record<string, Handle>>,
): (message: Message, from: { readonly topic: string }) => Promise<void> {
  return async (message, { topic }) => {
    const handle = handles[topic];
    if (!handle) throw new Unprocessable(`nothing handles the topic ${topic}`);
    await handle(message);
  };
}
