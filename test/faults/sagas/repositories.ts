import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { installTarball, pack } from '../../boot/tarball.ts';
import { userEnvironment, withSystemNode } from '../../boot/user-environment.ts';
import type { Run } from './runs.ts';

/** Makes the repository of a run. */
export interface Generator {
  /** Generates it, unless it is there, and installs it. */
  generate(run: Run): Promise<string>;
}

/** Longest time to generate, and to install, in milliseconds. */
const limits = { generate: 60_000, install: 300_000 };

/**
 * Packs this repository as it would be published, and generates from that.
 *
 * @param folder in which the repositories are
 */
export async function openGenerator(folder: string): Promise<Generator> {
  const env = withSystemNode(userEnvironment());
  const tarball = await pack(join(folder, 'tarball'), userEnvironment());
  const cli = await installTarball(tarball, join(folder, 'installed'), env);
  const options = { env: { ...env, NO_COLOR: '1' }, extendEnv: false } as const;
  let last: string | undefined;
  return {
    async generate({ saga, broker }) {
      const repository = join(folder, `${saga}-${broker}`, 'shop');
      if (!existsSync(repository)) {
        const choices = ['--style', 'event-driven', '--saga', saga, '--broker', broker];
        mkdirSync(dirname(repository), { recursive: true });
        const args = [repository, ...choices, '--yes', '--no-install'];
        await execa(cli, args, { ...options, timeout: limits.generate });
      }
      // Nothing runs any more that needs the packages of the run before.
      const packages = join(repository, 'node_modules');
      if (last && !existsSync(packages)) renameSync(join(last, 'node_modules'), packages);
      last = repository;
      const install = ['install', '--prefer-offline', '--no-audit', '--no-fund'];
      await execa('npm', install, { ...options, cwd: repository, timeout: limits.install });
      return repository;
    },
  };
}
