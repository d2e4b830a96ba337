import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * Reads the key that verifies access tokens.
 *
 * @param publicKey SPKI DER in base64 on one line
 * @throws Error when it is no public key
 */
export function readPublicKey(publicKey: string): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
}
