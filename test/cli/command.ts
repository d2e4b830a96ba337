import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { inject, onTestFinished } from 'vitest';

/** An empty folder of its own for a test, gone after it. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'create-arch-app-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The environment of a plain machine: no CI, no colours, no git identity, no npm settings of ours. */
export function plainEnvironment(home: string): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
}

export interface Outcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Given {
  /** Text on stdin; an empty one when left out. */
  readonly input?: string;
  /** Where programs are found; as on this machine when left out. */
  readonly path?: string;
}

/** Runs the packed program to its end, with pipes for a terminal. */
export async function run(
  argv: readonly string[],
  cwd: string,
  given: Given = {},
): Promise<Outcome> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [inject('program'), ...argv], {
    ...surroundings(cwd, given.path),
    extendEnv: false,
    reject: false,
    input: given.input ?? '',
  });
  return { exitCode, stdout, stderr };
}

/** Starts the packed program, for tests that stop it or hang up on it. */
export function launch(argv: readonly string[], cwd: string, path?: string): ChildProcess {
  return spawn(process.execPath, [inject('program'), ...argv], surroundings(cwd, path));
}

function surroundings(cwd: string, path: string | undefined) {
  return { cwd, env: { ...plainEnvironment(cwd), ...(path !== undefined && { PATH: path }) } };
}
