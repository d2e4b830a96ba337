import { generateKeyPairSync } from 'node:crypto';

/** A new pair of keys in the form of the variables JWT_PRIVATE_KEY and JWT_PUBLIC_KEY. */
export function newKeyPair(): { privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}
