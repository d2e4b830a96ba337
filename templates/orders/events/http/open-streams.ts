import type { Writable } from 'node:stream';
import type { Routes } from '@app/http-server';

/** Streams that are open in this instance; a new one is refused beyond a bound. */
export interface OpenStreams {
  /**
   * A place for one more stream, until its connection closes.
   *
   * @returns undefined when all are taken; else what ends the stream when the connection or the server
   *   closes, or its time is over
   */
  open(connection: Pick<Writable, 'closed' | 'once'>): AbortSignal | undefined;
}

/** @param most.ms how long one may stay open */
export function openStreams(
  server: Parameters<Routes>[0],
  most: { readonly count: number; readonly ms: number },
): OpenStreams {
  const closing = new AbortController();
  let count = 0;
  // Before connections are waited for, which streams would hold.
  server.addHook('preClose', async () => closing.abort());
  return {
    open(connection) {
      if (count >= most.count || closing.signal.aborted) return undefined;
      // Who has hung up already tells it no more, and would keep the place for good.
      if (connection.closed) return AbortSignal.abort();
      count += 1;
      const closed = new AbortController();
      connection.once('close', () => {
        count -= 1;
        closed.abort();
      });
      return AbortSignal.any([closed.signal, closing.signal, AbortSignal.timeout(most.ms)]);
    },
  };
}
