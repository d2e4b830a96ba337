import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { isPublicKey, readPublicKey } from '@app/auth';

test('a public key is read from the form that a variable holds', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  assert.ok(readPublicKey(variableOf(publicKey)).equals(publicKey));
  assert.ok(isPublicKey(variableOf(publicKey)));
});

test('what is no public key is refused, and so is one of another kind', () => {
  const others = [
    generateKeyPairSync('ed25519').publicKey,
    generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey,
  ];
  const rubbish = ['', 'no key', Buffer.from('rubbish').toString('base64')];
  for (const wrong of [...rubbish, ...others.map(variableOf)]) {
    assert.throws(() => readPublicKey(wrong));
    assert.equal(isPublicKey(wrong), false);
  }
});

function variableOf(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).toString('base64');
}
