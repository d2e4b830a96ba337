import { execa } from 'execa';
import type { Combination } from './combinations.ts';
import { type Command, run } from './processes.ts';

/** One case of the matrix: a combination, and what belongs to it alone on this machine. */
export interface BootCase {
  readonly label: string;
  readonly combination: Combination;
  /** Names its folder, its compose project and the marker in the environment of its processes. */
  readonly id: string;
  /** The generated repo. */
  readonly repo: string;
  readonly log: string;
  /** Host port of the entrance. */
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** The installed program that generates. */
  readonly cli: string;
  /** Checked and booted in development, no more: what else there is, other cases go through. */
  readonly brief: boolean;
  /** Compose service of which it also runs several instances; most cases run one of each. */
  readonly scaled: string | undefined;
}

/** A step that cases go through. */
export interface Stage {
  readonly id: string;
  readonly part: 'both' | 'embedded' | 'compose';
  /** Brief cases leave it out. */
  readonly thorough: boolean;
  run(boot: BootCase): Promise<void>;
}

/** Environment variable that marks the processes of a case. */
export const marker = 'ARCH_BOOT_CASE';

/** A command in the repo of a case, with its environment and log. */
export function commandIn(boot: BootCase, program: string, args: readonly string[]): Command {
  return { program, args, cwd: boot.repo, env: boot.env, log: boot.log };
}

/** Runs npm in the repo of a case. */
export function npm(boot: BootCase, args: readonly string[], limitSeconds: number): Promise<void> {
  return run(commandIn(boot, 'npm', args), limitSeconds * 1000);
}

/** What a short program prints, stdout and stderr together. */
export async function output(boot: BootCase, program: string, args: string[]): Promise<string> {
  const { repo: cwd, env } = boot;
  const { all } = await execa(program, args, { cwd, env, extendEnv: false, all: true });
  return all;
}

/** The exit code of a short program. */
export async function exitCode(boot: BootCase, program: string, args: string[]): Promise<number> {
  const { repo: cwd, env } = boot;
  const { exitCode } = await execa(program, args, { cwd, env, extendEnv: false, reject: false });
  return exitCode ?? 1;
}

/** Says whether the entrance of a case answers that it can do its job. */
export async function isReady(boot: BootCase): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${boot.port}/health/ready`)).ok;
  } catch {
    return false;
  }
}
