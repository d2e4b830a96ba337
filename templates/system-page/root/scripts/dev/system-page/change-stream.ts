import { setTimeout as wait } from 'node:timers/promises';
import type { RecentEvents } from './recent-events.ts';

/**
 * Milliseconds: the shortest and the longest pause between two looks at the page, and how long a stream
 * lasts, which is less than any request may. The browser asks for the next one by itself.
 */
const times = { shortest: 500, longest: 3_000, whole: 25_000 };

/**
 * The body of a stream of server-sent events: each says that the page is to be looked at again. What
 * the brokers say changes without an event, too: so there is one after each silence.
 *
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* changeStream(
  recent: RecentEvents,
  ended: AbortSignal,
): AsyncGenerator<string> {
  const signal = AbortSignal.any([ended, AbortSignal.timeout(times.whole)]);
  let seen = recent.count;
  yield 'retry: 1000\n\n';
  while (!signal.aborted) {
    await recent.moreThan(seen, AbortSignal.any([signal, AbortSignal.timeout(times.longest)]));
    seen = recent.count;
    yield 'data: changed\n\n';
    await wait(times.shortest, undefined, { signal }).catch(() => undefined);
  }
}
