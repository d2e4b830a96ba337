import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiskError, Interrupted } from '../../../src/disk/disk-error.ts';
import { nodeFileSystem } from '../../../src/disk/file-system.ts';
import { writeTree } from '../../../src/disk/write-tree.ts';
import {
  abandon,
  contentsOf,
  expected,
  isExecutable,
  stagings,
  temporaryFolder,
  tree,
} from './folders.ts';

const gentle = { force: false };

describe('a new folder', () => {
  test('holds exactly the tree, and nothing is left beside it', async () => {
    const parent = temporaryFolder();
    await writeTree(tree, join(parent, 'shop'), gentle);
    expect(contentsOf(join(parent, 'shop'))).toEqual(expected());
    expect(Object.keys(contentsOf(parent)).filter((path) => !path.startsWith('shop/'))).toEqual([]);
  });

  test('keeps the mode of executables', async () => {
    const target = join(temporaryFolder(), 'shop');
    await writeTree(tree, target, gentle);
    expect(isExecutable(join(target, 'scripts/run'))).toBe(true);
    expect(isExecutable(join(target, 'README.md'))).toBe(false);
  });

  test('is made with the folders above it', async () => {
    const parent = temporaryFolder();
    await writeTree(tree, join(parent, 'a/b/shop'), gentle);
    expect(contentsOf(join(parent, 'a/b/shop'))).toEqual(expected());
  });

  test('is refused where a file has its name', async () => {
    const target = join(temporaryFolder(), 'shop');
    writeFileSync(target, 'mine');
    await expect(writeTree(tree, target, gentle)).rejects.toThrow('is not a folder');
    expect(readFileSync(target, 'utf8')).toBe('mine');
  });

  test('is refused where its name is a link to nothing', async () => {
    const target = join(temporaryFolder(), 'shop');
    symlinkSync('nowhere', target);
    await expect(writeTree(tree, target, gentle)).rejects.toThrow('a link to nothing');
  });
});

describe('an existing folder', () => {
  test('is filled when it is empty', async () => {
    const target = temporaryFolder();
    await writeTree(tree, target, gentle);
    expect(contentsOf(target)).toEqual(expected());
  });

  test('is filled through a link to it', async () => {
    const parent = temporaryFolder();
    mkdirSync(join(parent, 'real'));
    symlinkSync('real', join(parent, 'shop'));
    await writeTree(tree, join(parent, 'shop'), gentle);
    expect(contentsOf(join(parent, 'real'))).toEqual(expected());
  });

  test('keeps what is not in the way', async () => {
    const target = temporaryFolder();
    mkdirSync(join(target, 'docs'));
    writeFileSync(join(target, 'docs/mine.md'), 'mine');
    await writeTree(tree, target, gentle);
    expect(contentsOf(target)).toEqual(
      Object.fromEntries(Object.entries({ ...expected(), 'docs/mine.md': 'mine' }).sort()),
    );
  });

  test('is refused, untouched, when it holds one of the files', async () => {
    const target = temporaryFolder();
    writeFileSync(join(target, 'README.md'), 'mine');
    const refusal = expect(writeTree(tree, target, gentle)).rejects;
    await refusal.toThrow('already holds README.md');
    await refusal.toMatchObject({ kind: 'refused', hint: expect.stringContaining('--force') });
    expect(contentsOf(target)).toEqual({ 'README.md': 'mine' });
  });

  test('has its files replaced when forced, and the rest kept', async () => {
    const target = temporaryFolder();
    writeFileSync(join(target, 'README.md'), 'mine');
    writeFileSync(join(target, 'notes.txt'), 'mine');
    const { replaced } = await writeTree(tree, target, { force: true });
    expect(replaced).toEqual(['README.md']);
    expect(contentsOf(target)).toEqual(
      Object.fromEntries(Object.entries({ ...expected(), 'notes.txt': 'mine' }).sort()),
    );
  });

  test('is refused even when forced where a folder would have to go', async () => {
    const target = temporaryFolder();
    mkdirSync(join(target, 'README.md'));
    await expect(writeTree(tree, target, { force: true })).rejects.toThrow(
      'is a folder where a file',
    );
  });

  test('is refused even when forced where a file stands for a folder', async () => {
    const target = temporaryFolder();
    writeFileSync(join(target, 'src'), 'mine');
    await expect(writeTree(tree, target, { force: true })).rejects.toThrow(
      'is a file where a folder',
    );
    expect(contentsOf(target)).toEqual({ src: 'mine' });
  });

  test('is refused where a link inside leads out of it', async () => {
    const [target, outside] = [temporaryFolder(), temporaryFolder()];
    symlinkSync(outside, join(target, 'docs'));
    await expect(writeTree(tree, target, { force: true })).rejects.toThrow('symbolic link');
    expect(contentsOf(outside)).toEqual({});
  });

  test('has a link replaced, never followed, where a file has to be', async () => {
    const [target, outside] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(outside, 'secret'), 'mine');
    symlinkSync(join(outside, 'secret'), join(target, 'README.md'));
    await writeTree(tree, target, { force: true });
    expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('mine');
    expect(readFileSync(join(target, 'README.md'), 'utf8')).toBe('# new\n');
  });
});

describe('a signal', () => {
  test('before the last file leaves nothing', async () => {
    const parent = temporaryFolder();
    const signal = AbortSignal.abort();
    await expect(writeTree(tree, join(parent, 'shop'), { ...gentle, signal })).rejects.toThrow(
      Interrupted,
    );
    await expect(writeTree(tree, parent, { ...gentle, signal })).rejects.toThrow(Interrupted);
    expect(contentsOf(parent)).toEqual({});
  });
});

describe('the temporary folder of a killed run', () => {
  const killed = { ...nodeFileSystem, rename: fail, remove: fail };

  test('is removed by the next run', async () => {
    const parent = temporaryFolder();
    const target = join(parent, 'shop');
    await expect(writeTree(tree, target, { ...gentle, fileSystem: killed })).rejects.toThrow(
      'killed',
    );
    expect(stagings(parent)).toHaveLength(1);
    abandon(parent);
    await writeTree(tree, target, gentle);
    expect(stagings(parent)).toEqual([]);
    expect(contentsOf(target)).toEqual(expected());
  });

  test('is kept while its process runs', async () => {
    const parent = temporaryFolder();
    const target = join(parent, 'shop');
    await expect(writeTree(tree, target, { ...gentle, fileSystem: killed })).rejects.toThrow(
      'killed',
    );
    await writeTree(tree, target, gentle);
    expect(stagings(parent)).toHaveLength(1);
  });

  test('is told from folders that only look like one', async () => {
    const parent = temporaryFolder();
    const mine = [
      '.shop.create-arch-app-1',
      '.shop.create-arch-app-999999-mine',
      'create-arch-app-1-2',
    ];
    for (const name of mine) mkdirSync(join(parent, name));
    await writeTree(tree, join(parent, 'shop'), gentle);
    expect(Object.keys(contentsOf(parent))).toEqual(
      expect.arrayContaining(mine.map((name) => `${name}/`)),
    );
  });
});

function fail(): never {
  throw new DiskError('failed', 'killed');
}
