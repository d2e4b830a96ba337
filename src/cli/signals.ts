/**
 * Runs work that SIGINT, SIGTERM and SIGHUP stop cleanly. A second signal ends the process at once.
 */
export async function stoppable<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(interruptedTwice);
    controller.abort();
  };
  for (const name of signals) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, stop);
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const interruptedTwice = 130;
