import type { Routes } from '@app/http-server';

/** Streams that are open in this instance; a new one is refused beyond a bound. */
export interface OpenStreams {
  /**
   * A place for one more stream.
   *
   * @returns undefined when all are taken; else what ends the stream when the server closes, or its
   *   time is over, and how to give the place back
   */
  open(): { readonly signal: AbortSignal; close(): void } | undefined;
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
    open() {
      if (count >= most.count || closing.signal.aborted) return undefined;
      count += 1;
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(most.ms)]);
      const close = () => {
        count -= 1;
      };
      return { signal, close };
    },
  };
}
