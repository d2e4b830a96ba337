import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm pack` made. */
export interface Tarball {
  readonly file: string;
  /** Bytes of the tarball. */
  readonly size: number;
  /** Bytes once unpacked. */
  readonly unpackedSize: number;
}

/** Builds and packs this repository as it would be published. */
export async function pack(folder: string, env: Record<string, string>): Promise<Tarball> {
  mkdirSync(folder, { recursive: true });
  const options = { cwd: root, env, extendEnv: false };
  await execa('npm', ['run', 'build'], options);
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await execa('npm', args, options);
  const [packed] = JSON.parse(stdout) as [Omit<Tarball, 'file'> & { filename: string }];
  return { ...packed, file: join(folder, packed.filename) };
}

/**
 * Installs a tarball into an empty folder as a user would.
 *
 * @returns the path of the installed program
 */
export async function installTarball(
  tarball: Tarball,
  folder: string,
  env: Record<string, string>,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--offline', '--no-save', '--prefix', folder, tarball.file];
  await execa('npm', args, { cwd: folder, env, extendEnv: false });
  return join(folder, 'node_modules', '.bin', 'create-arch-app');
}
