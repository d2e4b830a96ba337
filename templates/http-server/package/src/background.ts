import type { Routes } from './server.ts';

const everyMs = 5_000;

/**
 * Repeats a pass every few seconds while the server listens, one at a time: for what a crash left over,
 * or what could not be done when it was due. Closing the server ends a pass that is under way, and waits
 * for what it has begun.
 *
 * @param pass ends early when the signal aborts; never rejects
 * @returns starts a pass at once, or after the one that is under way; while the server does not listen
 *   it does nothing
 */
export function repeatInBackground(
  server: Parameters<Routes>[0],
  pass: (how: { signal: AbortSignal }) => Promise<void>,
): () => void {
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> | undefined;
  let again = false;
  const repeat = async () => {
    do {
      again = false;
      await pass({ signal: closing.signal });
    } while (again && !closing.signal.aborted);
    current = undefined;
  };
  const start = () => {
    current ??= repeat();
  };
  server.addHook('onListen', async () => {
    timer = setInterval(start, everyMs);
  });
  server.addHook('onClose', async () => {
    clearInterval(timer);
    closing.abort();
    await current;
  });
  return () => {
    if (!timer || closing.signal.aborted) return;
    // A pass that is under way may have looked already.
    again = true;
    start();
  };
}
