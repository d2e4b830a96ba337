import { execa } from 'execa';
import { expect, test } from 'vitest';
import { wasStopped } from '../../../src/shell/stopped.ts';

const quiet = new AbortController().signal;

/** What execa rejects with for a program that ends itself this way. */
function ending(script: string): Promise<unknown> {
  return execa('sh', ['-c', script]).catch((error: unknown) => error);
}

test.each(['kill -INT $$', 'kill -TERM $$', 'exit 130', 'exit 143'])(
  'a program that ends by "%s" was stopped, though no signal reached us yet',
  async (script) => {
    expect(wasStopped(await ending(script), quiet)).toBe(true);
  },
);

test('a program that fails was not stopped, unless we were', async () => {
  const failure = await ending('exit 1');
  expect(wasStopped(failure, quiet)).toBe(false);
  expect(wasStopped(failure, AbortSignal.abort())).toBe(true);
});

test('a program that is not there was not stopped', async () => {
  const failure = await execa('no-such-program-here').catch((error: unknown) => error);
  expect(wasStopped(failure, quiet)).toBe(false);
});
