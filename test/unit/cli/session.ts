import { run } from '../../../src/cli/run.ts';

/** What one command line printed, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, with nobody at a terminal. */
export async function session(
  argv: readonly string[],
  cwd = process.cwd(),
  environment: NodeJS.ProcessEnv = { PATH: process.env.PATH },
): Promise<Outcome> {
  const printed = { stdout: '', stderr: '' };
  const into = (stream: keyof typeof printed) => ({
    write(text: string) {
      printed[stream] += text;
    },
  });
  const surroundings = { stdin: {}, stdout: into('stdout'), stderr: into('stderr'), environment };
  const code = await run(argv, surroundings, cwd);
  return { code, ...printed };
}
