import { createPublicKey, type KeyObject } from 'node:crypto';
import { jwtVerify } from 'jose';
import { algorithm, type TokenAudience } from './claims.ts';
import { type Principal, type Role, roles } from './principal.ts';

export interface TokenVerifier {
  /** Reads an access token. Rejects when it is forged, expired or meant for another audience. */
  verify(token: string): Promise<Principal>;
}

/** Verifies access tokens with a pinned algorithm: what the token says about it is not believed. */
export function tokenVerifier(options: TokenAudience & { publicKey: KeyObject }): TokenVerifier {
  return {
    async verify(token) {
      const { payload } = await jwtVerify(token, options.publicKey, {
        algorithms: [algorithm],
        typ: 'at+jwt',
        issuer: options.issuer,
        audience: options.audience,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: 5,
      });
      const claimed: unknown = payload.roles;
      const known = Array.isArray(claimed) ? claimed.filter(isRole) : [];
      return { userId: String(payload.sub), roles: known };
    },
  };
}

function isRole(value: unknown): value is Role {
  return roles.includes(value as Role);
}

/**
 * Reads the key that verifies access tokens.
 *
 * @param publicKey SPKI DER in base64 on one line
 * @throws Error when it is no public key
 */
export function readPublicKey(publicKey: string): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
}
