import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** A program of the service `notes` as a process of its own. */
export interface NotesProcess {
  readonly child: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  /** Waits until it has written this. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/** Runs a program of this folder with these variables alone. */
export function runNotes(
  program: 'main.ts' | 'migrate.ts' | 'recorded.ts',
  variables: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): NotesProcess {
  const child = fork(`${import.meta.dirname}/${program}`, args, {
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      output += data;
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    output: () => output,
    ended,
    async until(pattern) {
      for (;;) {
        const found = pattern.exec(output);
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`ended without ${pattern}: ${output}`);
        await wait(10);
      }
    },
  };
}
