import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { completeEnv } from '../scripts/env.ts';

const example = `# What this is.

# Name of the shop.
NAME=shop

# A password.
# generated: password
PASSWORD=

# Signs tokens.
# generated: ed25519-private-key
KEY=

# Not needed.
# PORT=8080
`;

test('the first .env has every variable, with secrets of its own', () => {
  const made = parseEnv(completeEnv('', example));
  assert.deepEqual(Object.keys(made).sort(), ['KEY', 'NAME', 'PASSWORD']);
  assert.equal(made.NAME, 'shop');
  assert.match(String(made.PASSWORD), /^[\w-]{24}$/);
  const key = Buffer.from(String(made.KEY), 'base64');
  assert.equal(
    createPrivateKey({ key, format: 'der', type: 'pkcs8' }).asymmetricKeyType,
    'ed25519',
  );
  assert.notEqual(parseEnv(completeEnv('', example)).PASSWORD, made.PASSWORD);
});

test('what is there stays as it is, and only what is missing is added', () => {
  const present = '# mine\nPASSWORD=chosen\nOTHER=1\n';
  const completed = completeEnv(present, example);
  assert.ok(completed.startsWith(present));
  const { KEY, ...rest } = parseEnv(completed);
  assert.deepEqual({ ...rest }, { PASSWORD: 'chosen', OTHER: '1', NAME: 'shop' });
  assert.ok(KEY);
});

test('a complete .env is not changed at all', () => {
  const complete = completeEnv('', example);
  assert.equal(completeEnv(complete, example), complete);
});

test('a kind of secret that does not exist is an error', () => {
  assert.throws(() => completeEnv('', '# generated: wish\nA=\n'), /wish/);
});
