import { setTimeout as pause } from 'node:timers/promises';
import type { Change } from '../history.ts';

/**
 * The body of a stream of server-sent events: each change as one, and a comment after each silence, so
 * that nothing on the way takes the connection for dead.
 *
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * @param heartbeatMs longest silence, in milliseconds
 */
export async function* serverSentEvents(
  changes: AsyncGenerator<Change>,
  heartbeatMs: number,
): AsyncGenerator<string> {
  yield `retry: ${retryMs}\n\n`;
  for await (const change of withSilences(changes, heartbeatMs)) {
    yield change ? textOf(change) : ': nothing new\n\n';
  }
}

/** What a client that was cut off waits before it asks again, in milliseconds. */
const retryMs = 2_000;

/** The same items, and undefined where none has come for a while. */
async function* withSilences<Item>(
  items: AsyncGenerator<Item>,
  ms: number,
): AsyncGenerator<Item | undefined> {
  let next = items.next();
  for (;;) {
    const heard = new AbortController();
    const silence = pause(ms, undefined, { signal: heard.signal }).catch(() => undefined);
    const result = await Promise.race([next, silence]);
    heard.abort();
    if (!result) yield undefined;
    else if (result.done) return;
    else {
      yield result.value;
      next = items.next();
    }
  }
}

function textOf(change: Change): string {
  const { version, type, at, status, reason } = change;
  return `id: ${version}\ndata: ${JSON.stringify({ version, type, at, status, reason })}\n\n`;
}
