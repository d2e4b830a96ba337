import type { KeyObject } from 'node:crypto';
import { jwtVerify } from 'jose/jwt/verify';
import { algorithm, type TokenAudience } from './claims.ts';
import { type Principal, type Role, roles } from './principal.ts';

export interface TokenVerifier {
  /**
   * Reads an access token. Rejects when it is forged, expired, meant for another audience, or names no
   * user.
   */
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
      return { userId: readUserId(payload.sub), roles: readRoles(payload.roles) };
    },
  };
}

/** A signature says who issued a token, not that what it holds has the shape we need. */
function readUserId(subject: unknown): string {
  if (typeof subject === 'string' && uuid.test(subject)) return subject;
  throw new Error('the subject of the token is no UUID');
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readRoles(claimed: unknown): Role[] {
  return Array.isArray(claimed) ? claimed.filter(isRole) : [];
}

function isRole(value: unknown): value is Role {
  return roles.includes(value as Role);
}
