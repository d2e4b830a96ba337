/** Does what the parent process asks for, one call after the other, until it lets go of this one. */
export function answer(calls) {
  process.on('message', async ({ call, options }) => {
    try {
      process.send({ result: await calls[call](options) });
    } catch (error) {
      process.send({ error: String(error?.stack ?? error) });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send({ result: 'ready' });
}

/** Milliseconds since 1970, as exact as the clock is, and the same in all processes of a machine. */
export function now() {
  return performance.timeOrigin + performance.now();
}
