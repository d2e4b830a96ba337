import { mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FileSystem, nodeFileSystem } from '../../../src/disk/file-system.ts';
import { stagingName } from '../../../src/disk/staging.ts';
import { requireRoom, writeTree } from '../../../src/disk/write-tree.ts';
import {
  abandon,
  contentsOf,
  deadProcess,
  expected,
  stagings,
  temporaryFolder,
  tree,
} from './folders.ts';

/** A process that is killed once it has moved everything in and before it commits. */
const killedBeforeCommit: FileSystem = { ...nodeFileSystem, remove: kill };

function kill(): never {
  throw Object.assign(new Error('EIO: killed'), { code: 'EIO' });
}

/** A folder in which a run that replaced README.md was killed before its commit. */
async function stoppedMidway(): Promise<string> {
  const target = temporaryFolder();
  writeFileSync(join(target, 'README.md'), 'mine');
  let renames = 0;
  const fileSystem: FileSystem = {
    ...killedBeforeCommit,
    rename(from, to) {
      renames += 1;
      if (renames > tree.size) kill();
      nodeFileSystem.rename(from, to);
    },
  };
  await writeTree(tree, target, { force: true, fileSystem }).catch(() => undefined);
  abandon(target);
  return target;
}

test('a run that was killed between its moves is undone by the next', async () => {
  const target = await stoppedMidway();
  expect(readFileSync(join(target, 'README.md'), 'utf8')).toBe('# new\n');
  await expect(writeTree(tree, target, { force: false })).rejects.toThrow(
    'already holds README.md',
  );
  expect(contentsOf(target)).toEqual({ 'README.md': 'mine' });
});

test('a run that was killed does not stand in the way of the next', async () => {
  const target = await stoppedMidway();
  const before = contentsOf(target);
  expect(() => requireRoom(tree, target, { force: false })).not.toThrow();
  expect(contentsOf(target)).toEqual(before);
  await writeTree(tree, target, { force: true });
  expect(() => requireRoom(tree, target, { force: false })).toThrow('already holds');
});

test('work done on the files since is not thrown away', async () => {
  const target = await stoppedMidway();
  writeFileSync(join(target, 'src/main.ts'), 'my work');
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(target, 'src/main.ts'), later, later);
  await expect(writeTree(tree, target, { force: true })).rejects.toThrow('src changed since');
  expect(readFileSync(join(target, 'src/main.ts'), 'utf8')).toBe('my work');
  expect(stagings(target)).toHaveLength(1);
});

test('an old file that was moved into a new folder since is not thrown away', async () => {
  const target = await stoppedMidway();
  const old = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000);
  writeFileSync(join(target, 'src/notes.md'), 'my notes');
  utimesSync(join(target, 'src/notes.md'), old, old);
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(target, 'src'), later, later);
  await expect(writeTree(tree, target, { force: true })).rejects.toThrow('src changed since');
  expect(readFileSync(join(target, 'src/notes.md'), 'utf8')).toBe('my notes');
});

test('a journal that was cut off means that nothing was moved', async () => {
  const target = temporaryFolder();
  const fileSystem: FileSystem = {
    ...killedBeforeCommit,
    write(path, contents, mode) {
      if (!path.endsWith('journal.json')) return nodeFileSystem.write(path, contents, mode);
      nodeFileSystem.write(path, contents.slice(0, 10), mode);
      kill();
    },
  };
  await expect(writeTree(tree, target, { force: false, fileSystem })).rejects.toThrow(
    'could not be put back',
  );
  abandon(target);
  await writeTree(tree, target, { force: false });
  expect(contentsOf(target)).toEqual(expected());
});

describe('a journal from a stranger, such as in a cloned repository, is not followed:', () => {
  /** A target that holds a temporary folder which is meant to overwrite a file beside the target. */
  function planted(journal: string, kept: string): { home: string; target: string } {
    const home = temporaryFolder();
    const target = join(home, 'cloned');
    const staging = join(target, stagingName('x').replace(String(process.pid), `${deadProcess}`));
    mkdirSync(join(staging, 'outgoing/up'), { recursive: true });
    writeFileSync(join(home, 'profile'), 'mine');
    symlinkSync('..', join(target, 'up'));
    writeFileSync(join(staging, kept), 'theirs');
    writeFileSync(join(staging, 'journal.json'), journal);
    return { home, target };
  }

  test.each([
    ['a path that leads out', '[{"path":"../profile","replaces":true}]', 'profile'],
    ['one that does so later', '[{"path":"a/../../profile","replaces":true}]', 'profile'],
    ['one through a link', '[{"path":"up/profile","replaces":true}]', 'outgoing/up/profile'],
    ['an absolute path', '[{"path":"/profile","replaces":true}]', 'outgoing/profile'],
    ['no list', '{}', 'profile'],
    ['nothing', 'null', 'profile'],
    ['a list of nothing', '[null]', 'profile'],
  ])('%s', async (_name, journal, kept) => {
    const { home, target } = planted(journal, kept);
    const before = contentsOf(home);
    await expect(writeTree(tree, target, { force: true })).rejects.toThrow('not written by one');
    expect(contentsOf(home)).toEqual(before);
  });
});
