import type { Change } from '../history.ts';

/**
 * The body of a stream of server-sent events: each change as one, and a comment where there is none, so
 * that nothing on the way takes the connection for dead.
 *
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* serverSentEvents(
  progress: AsyncIterable<readonly Change[]>,
): AsyncGenerator<string> {
  yield `retry: ${retryMs}\n\n`;
  for await (const changes of progress) {
    yield changes.length === 0 ? ': nothing new\n\n' : changes.map(textOf).join('');
  }
}

/** What a client that was cut off waits before it asks again, in milliseconds. */
const retryMs = 2_000;

function textOf(change: Change): string {
  const { version, type, at, status, reason } = change;
  return `id: ${version}\ndata: ${JSON.stringify({ version, type, at, status, reason })}\n\n`;
}
