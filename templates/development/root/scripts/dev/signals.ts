/** Stops on a signal, and when npm is gone: it passes signals to its shell, which passes none on. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    stop().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once);
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || once(), 500).unref();
}

export function report(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
}

export function fail(error: unknown): never {
  report(error);
  process.exit(1);
}
