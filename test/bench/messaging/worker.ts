import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A program of the benchmark that runs in a generated repo. */
export interface Worker {
  /** Has it do something, and resolves with the outcome; one call at a time. */
  ask<Result = void>(call: string, options?: object): Promise<Result>;
  /** Ends it. */
  stop(): Promise<void>;
}

/** The folder of a repo in which the programs are. */
export const programsFolder = 'bench';

/** Where programs run, and with which environment. */
export interface Place {
  readonly repo: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a program, and waits until it takes calls. */
export async function startWorker(
  { repo, env }: Place,
  program: string,
  ...args: readonly string[]
): Promise<Worker> {
  const child = fork(join(repo, programsFolder, program), args, {
    cwd: repo,
    env,
    execPath: join(repo, 'node_modules/.bin/node'),
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const answered = async () => {
    const message = once(child, 'message').then(([answer]) => answer as Answer);
    const answer = await Promise.race([
      message,
      ended.then(([code]) => ({ error: `it ended with ${code}` })),
    ]);
    if ('error' in answer) throw new Error(`${program}: ${answer.error}`);
    return answer.result;
  };
  await answered();
  return {
    async ask<Result>(call: string, options?: object) {
      const answer = answered();
      child.send({ call, options });
      return (await answer) as Result;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

type Answer = { readonly result: unknown } | { readonly error: string };
