import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
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

test('an old file that was put in the place of a new one since is not thrown away', async () => {
  const target = await stoppedMidway();
  const old = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000);
  writeFileSync(join(target, 'backup'), 'my notes');
  utimesSync(join(target, 'backup'), old, old);
  renameSync(join(target, 'backup'), join(target, 'README.md'));
  await expect(writeTree(tree, target, { force: true })).rejects.toThrow('README.md changed since');
  expect(readFileSync(join(target, 'README.md'), 'utf8')).toBe('my notes');
});

test('a folder that was copied with the rest of a stopped run in it is not touched', async () => {
  const stopped = await stoppedMidway();
  const copy = join(temporaryFolder(), 'cloned');
  cpSync(stopped, copy, { recursive: true, preserveTimestamps: true });
  const before = contentsOf(copy);
  await expect(writeTree(tree, copy, { force: true })).rejects.toThrow('not written by one here');
  expect(contentsOf(copy)).toEqual(before);
});

describe('a journal from a stranger, such as in a cloned repository, is not followed:', () => {
  /** A target that holds a temporary folder which is meant to overwrite a file beside the target. */
  function planted(moves: string, kept: string): { home: string; target: string } {
    const home = temporaryFolder();
    const target = join(home, 'cloned');
    const staging = join(target, stagingName('x').replace(String(process.pid), `${deadProcess}`));
    mkdirSync(join(staging, 'outgoing/up'), { recursive: true });
    writeFileSync(join(home, 'profile'), 'mine');
    symlinkSync('..', join(target, 'up'));
    writeFileSync(join(staging, kept), 'theirs');
    // Not even where it could tell the folder in which it would be followed.
    const writtenIn = JSON.stringify(nodeFileSystem.identity(staging));
    writeFileSync(join(staging, 'journal.json'), `{"writtenIn":${writtenIn},"moves":${moves}}`);
    return { home, target };
  }

  test.each([
    ['a path that leads out', '[{"path":"../profile","replaces":true,"made":""}]', 'profile'],
    ['one that does so later', '[{"path":"a/../../profile","replaces":true,"made":""}]', 'profile'],
    [
      'one through a link',
      '[{"path":"up/profile","replaces":true,"made":""}]',
      'outgoing/up/profile',
    ],
    ['an absolute path', '[{"path":"/profile","replaces":true,"made":""}]', 'outgoing/profile'],
    ['no list', '{}', 'profile'],
    ['nothing', 'null', 'profile'],
    ['a list of nothing', '[null]', 'profile'],
  ])('%s', async (_name, moves, kept) => {
    const { home, target } = planted(moves, kept);
    const before = contentsOf(home);
    await expect(writeTree(tree, target, { force: true })).rejects.toThrow('not written by one');
    expect(contentsOf(home)).toEqual(before);
  });
});
