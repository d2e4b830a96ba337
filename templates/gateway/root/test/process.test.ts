import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { newKeyPair } from '@app/chassis/testing';

const settings = { UPSTREAMS: 'users=127.0.0.1:1', JWT_PUBLIC_KEY: newKeyPair().publicKey };

test('everything that is wrong with the settings is one message, and the end', async () => {
  const { code, output } = await run({ JWT_PUBLIC_KEY: 'no key', UPSTREAMS: 'nowhere' });
  assert.equal(code, 1);
  const [first, ...faults] = output.trim().split('\n');
  assert.equal(first, 'Settings are missing or wrong; see .env.example.');
  const names = faults.map((line) => line.trim().split(' ')[0]);
  assert.deepEqual(names.sort(), ['JWT_PUBLIC_KEY', 'UPSTREAMS']);
});

test('a port that is taken is one message, and the end', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, output } = await run({ ...settings, PORT: String(port) });
  assert.equal(code, 1);
  assert.equal(output, `port ${port} on 127.0.0.1 is taken: set PORT to another\n`);
});

/** Runs the gateway until it ends; what it wrote to stderr. */
async function run(env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['embedded/main.ts'], {
    cwd: `${import.meta.dirname}/..`,
    env,
  });
  const [output, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, output };
}
