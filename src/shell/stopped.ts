/**
 * Says whether a program ended because somebody stopped it. Ctrl-C reaches the program and us at once:
 * its end may be seen before our own signal.
 *
 * @param error what execa rejected with
 */
export function wasStopped(error: unknown, signal: AbortSignal): boolean {
  const { isTerminated, exitCode } = error as { isTerminated?: boolean; exitCode?: number };
  return signal.aborted || isTerminated === true || stoppedCodes.has(exitCode ?? 0);
}

/** 128 and the number of SIGHUP, SIGINT or SIGTERM: of programs that clean up and then end by themselves. */
const stoppedCodes = new Set([129, 130, 143]);
