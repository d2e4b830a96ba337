import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose/jwt/sign';
import { algorithm, type TokenAudience } from './claims.ts';
import type { Principal } from './principal.ts';

/** How long an access token is valid, in seconds: 15 minutes, since it cannot be revoked. */
const lifetimeSeconds = 900;

/** The answer of the token endpoint (RFC 6749, section 5.1). */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

export interface TokenIssuer {
  issue(principal: Principal): Promise<TokenResponse>;
  /** Verifies what this issuer signs; holds no secret. */
  readonly publicKey: KeyObject;
}

/**
 * Signs access tokens.
 *
 * @param options.privateKey P-256 key, PKCS#8 DER in base64 on one line
 * @throws Error when the key is not one of that kind
 */
export function tokenIssuer(options: TokenAudience & { privateKey: string }): TokenIssuer {
  const key = readPrivateKey(options.privateKey);
  if (!key) throw new Error('the private key is not a P-256 key in PKCS#8 DER, in base64');
  return {
    publicKey: createPublicKey(key),
    async issue(principal) {
      const token = await new SignJWT({ roles: [...principal.roles] })
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt' })
        .setSubject(principal.userId)
        .setIssuer(options.issuer)
        .setAudience(options.audience)
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .sign(key);
      return { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds };
    },
  };
}

/** Says whether `tokenIssuer` takes a private key. */
export function isPrivateKey(privateKey: string): boolean {
  return readPrivateKey(privateKey) !== undefined;
}

function readPrivateKey(base64: string): KeyObject | undefined {
  try {
    const der = Buffer.from(base64, 'base64');
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    // OpenSSL's own message says nothing that helps, and must not quote the key.
    return undefined;
  }
}
