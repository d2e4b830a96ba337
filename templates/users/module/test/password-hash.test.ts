import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, TooManyPasswords, verifyPassword } from '../infrastructure/password-hash.ts';

test('a password verifies against its own hash only', async () => {
  const hash = await hashPassword('correct horse');
  assert.equal(await verifyPassword('correct horse', hash), true);
  assert.equal(await verifyPassword('correct horsf', hash), false);
});

test('the same password has a different hash each time', async () => {
  assert.notEqual(await hashPassword('correct horse'), await hashPassword('correct horse'));
});

test('a hash made at another cost still verifies', async () => {
  // scrypt of RFC 7914, section 12: password "password", salt "NaCl", N = 1024, r = 8, p = 16.
  const hash = [
    '$scrypt$ln=10,r=8,p=16',
    Buffer.from('NaCl').toString('base64').replace(/=+$/, ''),
    '/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI',
  ].join('$');
  assert.equal(await verifyPassword('password', hash), true);
});

test('text that is not a hash is an error, never a match', async () => {
  await assert.rejects(verifyPassword('', 'plain text'), /not a scrypt hash/);
});

test('a flood of passwords is turned away, and does not keep later ones out', async () => {
  // Not a hash at full cost: what counts is how many there are at once.
  const cheap = `$scrypt$ln=4,r=1,p=1$c2FsdA$${'A'.repeat(43)}`;
  const flood = await Promise.allSettled(
    Array.from({ length: 100 }, () => verifyPassword('guess', cheap)),
  );
  const refused = flood.filter(({ status }) => status === 'rejected');
  assert.equal(refused.length, 68);
  for (const outcome of refused) {
    assert.ok(outcome.status === 'rejected' && outcome.reason instanceof TooManyPasswords);
  }
  assert.equal(await verifyPassword('guess', cheap), false);
});
