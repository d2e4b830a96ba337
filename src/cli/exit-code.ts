/** What the process tells its caller. */
export const exitCode = {
  done: 0,
  /** A fault of ours, or of the machine: disk, npm. */
  failed: 1,
  /** The command line or the spec has to change. */
  badInput: 2,
  /** Stopped by Ctrl-C: 128 + SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
