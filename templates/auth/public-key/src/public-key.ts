import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * Reads the key that verifies access tokens.
 *
 * @param publicKey P-256 key, SPKI DER in base64 on one line
 * @throws Error when the key is not one of that kind
 */
export function readPublicKey(publicKey: string): KeyObject {
  const der = Buffer.from(publicKey, 'base64');
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  throw new Error('the public key is not a P-256 key');
}

/** Says whether `readPublicKey` takes a public key. */
export function isPublicKey(publicKey: string): boolean {
  try {
    readPublicKey(publicKey);
    return true;
  } catch {
    return false;
  }
}
