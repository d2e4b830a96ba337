import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { readPublicKey } from '@app/auth';

test('a public key is read from the form that a variable holds', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const variable = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  assert.ok(readPublicKey(variable).equals(publicKey));
});

test('what is no public key is refused', () => {
  for (const wrong of ['', 'no key', Buffer.from('rubbish').toString('base64')]) {
    assert.throws(() => readPublicKey(wrong));
  }
});
