import type { Routes } from './server.ts';

const everyMs = 5_000;

/**
 * Repeats a pass every few seconds while the server listens, one at a time: for what a crash left over,
 * or what could not be done when it was due. Closing the server ends a pass that is under way, and waits
 * for what it has begun.
 *
 * @param pass ends early when the signal aborts; never rejects
 */
export function repeatInBackground(
  server: Parameters<Routes>[0],
  pass: (how: { signal: AbortSignal }) => Promise<void>,
): void {
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> | undefined;
  server.addHook('onListen', async () => {
    timer = setInterval(() => {
      current ??= pass({ signal: closing.signal }).finally(() => {
        current = undefined;
      });
    }, everyMs);
  });
  server.addHook('onClose', async () => {
    clearInterval(timer);
    closing.abort();
    await current;
  });
}
