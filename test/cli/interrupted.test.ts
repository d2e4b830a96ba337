import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { emptyFolder, launch, run } from './command.ts';

const quick = ['--yes', '--no-git', '--no-install'];

/** Enough contexts for a generation that takes a while. */
const manyContexts = [
  'users',
  ...Array.from({ length: 300 }, (_none, index) => `thing-${index}`),
].join(',');

const stagings = (folder: string) =>
  readdirSync(folder).filter((name) => name.includes('.create-arch-app-'));

/** For tests that start the program many times: a busy machine takes its time for each. */
const patience = { timeout: 180_000 };

/** Waits until a run has begun to write, or is over. */
async function writing(program: ChildProcess, cwd: string): Promise<void> {
  while (program.exitCode === null && stagings(cwd).length === 0) await delay(1);
}

test(
  'a kill at any moment leaves all, or nothing but one temporary folder that the next run removes',
  patience,
  async () => {
    const cwd = emptyFolder();
    for (let wait = 0; wait < 10; wait += 1) {
      const program = launch(['shop', '--contexts', manyContexts, ...quick], cwd);
      const ended = once(program, 'exit');
      await writing(program, cwd);
      await delay(wait * 12);
      program.kill('SIGKILL');
      await ended;
      const left = readdirSync(cwd).filter((name) => name !== 'shop');
      expect(left.length).toBeLessThanOrEqual(1);
      expect(left).toEqual(stagings(cwd));
      if (existsSync(join(cwd, 'shop'))) break;
    }
    const { exitCode } = await run(
      ['next', '--name', 'shop', '--contexts', manyContexts, ...quick],
      cwd,
    );
    expect(exitCode).toBe(0);
    expect(stagings(cwd)).toEqual([]);
    if (existsSync(join(cwd, 'shop'))) await execa('diff', ['-r', 'shop', 'next'], { cwd });
  },
);

test('Ctrl-C while files are written ends with 130 and leaves nothing', patience, async () => {
  let stopped = await stoppedWhileWriting();
  // On a busy machine all may be written before the signal arrives: then another run is stopped.
  while (stopped.code === 0) stopped = await stoppedWhileWriting();
  expect(stopped).toEqual({ code: 130, left: [] });
});

async function stoppedWhileWriting(): Promise<{ code: number | null; left: string[] }> {
  const cwd = emptyFolder();
  const program = launch(['shop', '--contexts', manyContexts, ...quick], cwd);
  const ended = once(program, 'exit');
  await writing(program, cwd);
  program.kill('SIGINT');
  const [code] = await ended;
  return { code, left: readdirSync(cwd) };
}

test('Ctrl-C during npm install ends with 130, and the files are complete', async () => {
  const cwd = emptyFolder();
  const programs = join(cwd, 'programs');
  mkdirSync(programs);
  writeFileSync(join(programs, 'npm'), '#!/bin/sh\ntouch ../started\nexec sleep 60\n');
  chmodSync(join(programs, 'npm'), 0o755);
  const program = launch(['shop', '--yes', '--no-git'], cwd, `${programs}:${process.env.PATH}`);
  const ended = once(program, 'exit');
  while (!existsSync(join(cwd, 'started'))) await delay(5);
  program.kill('SIGINT');
  const [code] = await ended;
  expect(code).toBe(130);
  expect(existsSync(join(cwd, 'shop/package.json'))).toBe(true);
});

test('a folder that may not be written is said in words', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'file-in-the-way'), { recursive: true });
  writeFileSync(join(cwd, 'file-in-the-way/plain'), '');
  const { exitCode, stderr } = await run(['file-in-the-way/plain/shop', ...quick], cwd);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('a part of the path is a file');
});
