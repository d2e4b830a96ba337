import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { TestProject } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** The program, installed from the tarball into a folder with nothing else. */
    program: string;
    /** The folder of the installed package. */
    packageFolder: string;
    /** Size of the tarball in bytes. */
    packedBytes: number;
  }
}

/** Packs the product once and installs it as a user does, for all tests that run it. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'create-arch-app-packed-'));
  const { stdout } = await execa('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
  });
  const tarball = join(folder, stdout.trim().split('\n').at(-1) ?? '');
  const flags = ['--offline', '--no-audit', '--no-fund', '--prefix', folder];
  await execa('npm', ['install', ...flags, tarball], { cwd: folder });
  const packageFolder = join(folder, 'node_modules/create-arch-app');
  project.provide('packageFolder', packageFolder);
  project.provide('program', join(packageFolder, 'bin/create-arch-app.cjs'));
  project.provide('packedBytes', statSync(tarball).size);
  return () => rmSync(folder, { recursive: true, force: true });
}
