import type { Database } from '@app/database';
import type { OwnedOrder } from './find-order.ts';
import { type Change, historyOf, isAtRest } from './history.ts';

/** Wakes who waits for news of an order. */
export interface News {
  /** Resolves when there may be news, at the latest after a time in milliseconds. */
  wait(orderId: string, ms: number, signal: AbortSignal): Promise<void>;
}

export interface Watch {
  /** Changes up to this version are known. */
  readonly after: number;
  /** Longest silence, in milliseconds: then there is an empty list of changes. */
  readonly heartbeatMs: number;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/** The changes of an order as they happen, until it is at rest. */
export async function* progressOf(
  database: Database,
  news: News,
  order: OwnedOrder,
  { after, heartbeatMs, signal }: Watch,
): AsyncGenerator<readonly Change[]> {
  let known = after;
  while (!signal.aborted) {
    const history = await historyOf(database, order);
    const changes = history.filter(({ version }) => version > known);
    yield changes;
    const last = history.at(-1);
    if (!last || isAtRest(last)) return;
    known = last.version;
    await news.wait(order.id, heartbeatMs, signal);
  }
}
