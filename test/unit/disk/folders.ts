import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Tree } from '../../../src/render/tree.ts';

/** A tree with the shapes that matter: top-level files, nested folders, an executable. */
export const tree: Tree = new Map([
  ['README.md', { contents: '# new\n', mode: 0o644 }],
  ['src/main.ts', { contents: 'export {};\n', mode: 0o644 }],
  ['src/modules/orders/index.ts', { contents: 'export {};\n', mode: 0o644 }],
  ['docs/decisions/0001-style.md', { contents: '# 1\n', mode: 0o644 }],
  ['scripts/run', { contents: '#!/bin/sh\n', mode: 0o755 }],
]);

/** A folder of its own for a test, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'create-arch-app-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below a folder with its text, and every folder with a slash; what links lead to is left out. */
export function contentsOf(folder: string): Record<string, string> {
  const found = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory())
      return [[entry.name, entry.isFile() ? readFileSync(path, 'utf8') : 'not a file']];
    const below = Object.entries(contentsOf(path));
    return [
      [`${entry.name}/`, ''],
      ...below.map(([name, text]) => [`${entry.name}/${name}`, text]),
    ];
  });
  return Object.fromEntries(found.sort());
}

/** What a folder that was empty holds after a tree was written into it. */
export function expected(files: Tree = tree): Record<string, string> {
  const all = new Map<string, string>();
  for (const [path, { contents }] of files) {
    all.set(path, contents);
    for (let at = dirname(path); at !== '.'; at = dirname(at)) all.set(`${at}/`, '');
  }
  return Object.fromEntries([...all].sort());
}

export function isExecutable(path: string): boolean {
  return (statSync(path).mode & 0o111) !== 0;
}

/** The process id of a process that has ended. */
export const deadProcess = spawnSync(process.execPath, ['-e', '0']).pid;

/** Temporary folders below a folder. */
export function stagings(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.includes('.create-arch-app-'))
    .map((name) => join(folder, name));
}

/** Makes the temporary folders look like those of a process that was killed. */
export function abandon(folder: string): void {
  for (const path of stagings(folder)) {
    const name = basename(path).replace(/(create-arch-app-)\d+/, `$1${deadProcess}`);
    renameSync(path, join(dirname(path), name));
  }
}
