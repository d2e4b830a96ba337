import type { Message } from '@app/messages';
import type { EventOf } from './event.ts';
import { eventReader } from './reader.ts';
import type { Topic } from './topic.ts';

/**
 * What a consumer does on events, by their type; those without an entry do not concern it. The context
 * is whatever it needs besides, such as the transaction in which an event takes effect.
 */
export type Handlers<Of extends Topic, Context> = {
  readonly [Type in Of['events'][number]['type']]?: (
    event: EventOf<Extract<Of['events'][number], { readonly type: Type }>>,
    context: Context,
  ) => Promise<void>;
};

/**
 * The handler of messages that gives each event to what handles its type. Events of the topic that do
 * not concern the consumer are passed over; a message that is no event of the topic is not.
 *
 * @returns a function that rejects with Unprocessable for a message that is none of the topic's events
 */
export function dispatch<Of extends Topic, Context>(
  topic: Of,
  handlers: Handlers<Of, Context>,
): (message: Message, context: Context) => Promise<void> {
  const read = eventReader(topic);
  const byType = new Map(Object.entries(handlers)) as ReadonlyMap<string, Handler<Context>>;
  return async (message, context) => {
    const event = read(message);
    await byType.get(event.type)?.(event, context);
  };
}

type Handler<Context> = (event: unknown, context: Context) => Promise<void>;
