import type { Database, Pool } from '@app/database';
import type { HandleTogether } from '@app/event-log';
import { dispatch, type Handlers, type Topic } from '@app/events';
import { type Message, Unprocessable } from '@app/messages';
import { once, onceEach } from '@app/outbox';
import { inTrace } from './trace.ts';

/** Takes one message; it may come again, and be handled in several places at once. */
export interface Handle {
  (message: Message, from: { readonly topic: string }): Promise<void>;
  /** By topic, takes several messages that follow each other. */
  readonly together?: Readonly<Record<string, HandleTogether>>;
}

/** The same where the topic is known. */
export interface HandleOfTopic extends Handle {
  (message: Message): Promise<void>;
}

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
): HandleOfTopic {
  const handle = dispatch(topic, handlers);
  return (message) =>
    store.transaction(async (transaction) => {
      await once(transaction, consumer, message.id, () => handle(message, transaction));
    });
}

/**
 * An idempotent consumer that lets events which wait share a transaction, and so the wait for the disk at
 * its end: many times as many take effect in the same time. When one fails, each is handled again in a
 * transaction of its own.
 *
 * It is for handlers that change only what belongs to the subject of the event. Others would lock rows of
 * several subjects in no certain order, and wait for each other. What happens outside of the database
 * happens again with each attempt, and the transaction waits for it: leave that to `inTransaction`.
 */
export function inSharedTransaction<Of extends Topic>(
  store: Pool,
  consumer: string,
  topic: Of,
  handlers: Handlers<Of, Database>,
): HandleOfTopic {
  const handle = dispatch(topic, handlers);
  const together: HandleTogether = (messages) =>
    store.transaction((transaction) =>
      onceEach(transaction, consumer, messages, (message) =>
        inTrace(`process ${topic.name}`, message, () => handle(message, transaction)),
      ),
    );
  return Object.assign(inTransaction(store, consumer, topic, handlers), {
    together: { [topic.name]: together },
  });
}

/** Gives each message to the handler of the topic that it comes from. */
export function byTopic(handles: Readonly<Record<string, Handle>>): Handle {
  const handleOne = async (message: Message, from: { readonly topic: string }) => {
    const handle = handles[from.topic];
    if (!handle) throw new Unprocessable(`nothing handles the topic ${from.topic}`);
    await handle(message, from);
  };
  const together = Object.assign({}, ...Object.values(handles).map((handle) => handle.together));
  return Object.assign(handleOne, { together });
}
