import type { Platform } from '#platform';
import { type Change, changing, isAtRest } from './history.ts';
import { orderStream } from './infrastructure/order-stream.ts';

/**
 * The changes of an order as they happen, until it is at rest.
 *
 * @param range.after changes up to this version are known
 * @param range.past what happened up to this version is past: only the last of it may be the end
 * @param range.signal ends it
 */
export async function* progressOf(
  store: Pick<Platform['store'], 'follow'>,
  id: string,
  { after, past, signal }: { after: number; past: number; signal: AbortSignal },
): AsyncGenerator<Change> {
  const order = changing();
  // From the first fact on: what a fact makes of an order depends on those before it.
  for await (const fact of store.follow(orderStream, id, { after: 0, signal })) {
    const change = order.after(fact);
    if (change.version > after) yield change;
    if (isAtRest(change) && change.version >= past) return;
  }
}
