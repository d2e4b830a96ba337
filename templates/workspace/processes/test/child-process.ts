import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A program of the repository that runs as a process. */
export interface Program {
  /** What it has written so far, errors among it. */
  readonly output: string;
  /** Resolves to its exit code. */
  readonly ended: Promise<number>;
  /** Waits until it has written something that matches. Throws when it ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  stop(): void;
}

/** Runs Node.js in the root of the repository, with nothing in the environment but what is given. */
export function runNode(args: readonly string[], variables: NodeJS.ProcessEnv): Program {
  const { PATH, NODE_V8_COVERAGE } = process.env;
  const cwd = `${import.meta.dirname}/..`;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH, NODE_V8_COVERAGE, ...variables },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => Number(code));
  return {
    get output() {
      return output;
    },
    ended,
    async until(pattern) {
      for (;;) {
        const match = pattern.exec(output);
        if (match) return match;
        if (child.exitCode !== null) throw new Error(`it has ended:\n${output}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
    stop: () => void child.kill('SIGTERM'),
  };
}

/** Takes a port on 127.0.0.1 until it is closed. */
export async function occupyPort(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A port on 127.0.0.1 that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const { port, close } = await occupyPort();
  await close();
  return port;
}
