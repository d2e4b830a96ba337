import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Subject } from './measure.ts';

/** Runs the installed program with flags. */
export function cli(program: string, ...flags: string[]): Subject {
  return { program: process.execPath, args: () => [program, ...flags] };
}

/** Generates with the installed program and no questions, git or npm. */
export function generation(program: string, ...flags: string[]): Subject {
  const quiet = ['--yes', '--no-git', '--no-install'];
  return { program: process.execPath, args: (target) => [program, target, ...quiet, ...flags] };
}

/** Node.js that does nothing. */
export const bareNode: Subject = { program: process.execPath, args: () => ['-e', '0'] };

/** Copies a folder with the system's own program. */
export function copy(source: string): Subject {
  return { program: 'cp', args: (target) => ['-r', source, target] };
}

/**
 * The floor: a bare Node.js script that holds the files of a folder in memory, writes them and does
 * nothing else.
 *
 * @param source the folder whose files it writes
 * @param script where the script is put
 */
export function floor(source: string, script: string): Subject {
  const paths = filesBelow(source);
  const files = paths.map((path) => [path, readFileSync(join(source, path), 'utf8')]);
  const folders = [...new Set(paths.map((path) => dirname(path)))].sort();
  writeFileSync(
    script,
    `const { mkdirSync, writeFileSync } = require('node:fs');
const target = process.argv[2];
for (const folder of ${JSON.stringify(folders)}) mkdirSync(target + '/' + folder, { recursive: true });
for (const [path, text] of ${JSON.stringify(files)}) writeFileSync(target + '/' + path, text);
`,
  );
  return { program: process.execPath, args: (target) => [script, target] };
}

/** Paths of all files below a folder, relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
