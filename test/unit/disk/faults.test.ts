import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiskError } from '../../../src/disk/disk-error.ts';
import { type FileSystem, nodeFileSystem } from '../../../src/disk/file-system.ts';
import { writeTree } from '../../../src/disk/write-tree.ts';
import { abandon, contentsOf, expected, stagings, temporaryFolder, tree } from './folders.ts';

const operations = Object.keys(nodeFileSystem) as (keyof FileSystem)[];

/**
 * A file system whose operation number `at` fails.
 *
 * @param after whether all later ones fail as well, as on a disk that is gone
 */
function failing(
  at: number,
  code: string,
  after: boolean,
): { fileSystem: FileSystem; failed(): boolean } {
  let count = 0;
  const guard =
    <Parameters extends unknown[]>(call: (...parameters: Parameters) => unknown) =>
    (...parameters: Parameters): unknown => {
      count += 1;
      if (count === at || (after && count > at)) {
        throw Object.assign(new Error(`${code}: injected`), { code });
      }
      return call(...parameters);
    };
  const guarded = Object.fromEntries(
    operations.map((name) => [name, guard(nodeFileSystem[name] as (...all: unknown[]) => unknown)]),
  );
  return { fileSystem: { ...nodeFileSystem, ...guarded }, failed: () => count >= at };
}

/** More operations than any of the scenarios has. */
const beyondTheLast = 200;

interface Scenario {
  readonly name: string;
  /** Puts in place what is there before, and returns the target. */
  prepare(parent: string): string;
  readonly force: boolean;
}

const scenarios: readonly Scenario[] = [
  { name: 'a new folder', prepare: (parent) => join(parent, 'shop'), force: false },
  {
    name: 'a new folder below missing ones',
    prepare: (parent) => join(parent, 'a/b/shop'),
    force: false,
  },
  { name: 'an existing folder', prepare: withNotes, force: false },
  { name: 'an existing folder, replacing files', prepare: withReadme, force: true },
];

function withNotes(parent: string): string {
  writeFileSync(join(parent, 'notes.txt'), 'mine');
  return parent;
}

function withReadme(parent: string): string {
  writeFileSync(join(parent, 'README.md'), 'mine');
  return withNotes(parent);
}

for (const { name, prepare, force } of scenarios) {
  describe(name, () => {
    test.each(['ENOSPC', 'EACCES'])(
      'is complete or as before when any one operation fails with %s',
      async (code) => {
        let faults = 0;
        for (let at = 1; at <= beyondTheLast; at += 1) {
          const parent = temporaryFolder();
          const target = prepare(parent);
          const before = contentsOf(parent);
          const { fileSystem, failed } = failing(at, code, false);
          const error = await writeTree(tree, target, { force, fileSystem }).catch(
            (thrown: unknown) => thrown,
          );
          if (!failed()) break;
          faults += 1;
          if (error instanceof Error) {
            expect(error).toBeInstanceOf(DiskError);
            expect(contentsOf(parent), `operation ${at}`).toEqual(before);
          } else {
            expect(contentsOf(target), `operation ${at}`).toMatchObject(expected());
          }
        }
        expect(faults).toBeGreaterThan(tree.size);
        expect(faults).toBeLessThan(beyondTheLast);
      },
    );

    test('is as before after the next run when the process dies at any operation', async () => {
      for (let at = 1; at <= beyondTheLast; at += 1) {
        const parent = temporaryFolder();
        const target = prepare(parent);
        const { fileSystem, failed } = failing(at, 'EIO', true);
        const first = await writeTree(tree, target, { force, fileSystem }).catch(
          (thrown: unknown) => thrown,
        );
        if (!failed()) break;
        abandon(parent);
        expect(stagings(parent).length, `operation ${at}`).toBeLessThanOrEqual(1);
        if (first instanceof Error) await writeTree(tree, target, { force });
        expect(contentsOf(target), `operation ${at}`).toMatchObject(expected());
        if (first instanceof Error) expect(stagings(parent), `operation ${at}`).toEqual([]);
      }
    });
  });
}

test.each([
  ['ENOSPC', 'the disk is full'],
  ['EACCES', 'permission denied'],
  ['EROFS', 'read-only'],
  ['ENAMETOOLONG', 'too long'],
])('says in words what %s means', async (code, words) => {
  const { fileSystem } = failing(5, code, false);
  const target = join(temporaryFolder(), 'shop');
  await expect(writeTree(tree, target, { force: false, fileSystem })).rejects.toThrow(words);
});

test('passes on a fault that is no fault of the disk', async () => {
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    write() {
      throw new TypeError('a defect');
    },
  };
  const target = join(temporaryFolder(), 'shop');
  await expect(writeTree(tree, target, { force: false, fileSystem })).rejects.toThrow(TypeError);
});
