import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../disk/folders.ts';
import { session } from './session.ts';

const quick = ['--yes', '--no-git', '--no-install'];

describe('a word close to a verb', () => {
  test.each([
    ['reccomend', 'recommend'],
    ['recomend', 'recommend'],
    ['Recommend', 'recommend'],
    ['completions', 'completion'],
  ])('such as %s is not taken for a folder', async (word, verb) => {
    const cwd = temporaryFolder();
    const { code, stderr } = await session([word, ...quick], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain(`did you mean ${verb}?`);
    expect(stderr).toContain(`./${word}`);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('is a folder where it is written as a path', async () => {
    const cwd = temporaryFolder();
    expect((await session(['./reccomend', ...quick], cwd)).code).toBe(0);
    expect(existsSync(join(cwd, 'reccomend/arch.yaml'))).toBe(true);
  });

  test('is a folder where there is one', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'reccomend'));
    expect((await session(['reccomend', ...quick], cwd)).code).toBe(0);
  });

  test('that is farther off is a folder', async () => {
    const { code } = await session(['recorder', ...quick, '--dry-run'], temporaryFolder());
    expect(code).toBe(0);
  });
});
