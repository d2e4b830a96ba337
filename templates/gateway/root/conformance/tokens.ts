import { createHmac, createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { parties } from '../embedded/config.ts';
import type { Target } from './target.ts';

export interface TokenChanges {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  /** Another key to sign with. */
  readonly privateKey?: string;
}

/** An access token as the users service issues it, apart from the changes. */
export async function accessToken(
  { privateKey }: Pick<Target, 'privateKey'>,
  changes: TokenChanges = {},
): Promise<string> {
  const der = Buffer.from(changes.privateKey ?? privateKey, 'base64');
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return new SignJWT({ ...validClaims(), ...changes.claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...changes.header })
    .sign(key);
}

/** Tokens that no gateway may accept, each by what is wrong with it. */
export async function badTokens(target: Target): Promise<Record<string, string>> {
  const good = await accessToken(target);
  const [header, , signature] = good.split('.');
  const admin = encode({ ...validClaims(), roles: ['admin'] });
  return {
    'not a token': 'abc',
    'with other claims than were signed': [header, admin, signature].join('.'),
    'without a signature': good.split('.').slice(0, 2).join('.'),
    'with the signature cut short': good.slice(0, -8),
    'signed by somebody else': await accessToken(target, { privateKey: otherKey() }),
    expired: await accessToken(target, { claims: { exp: now() - 60 } }),
    'that never expires': await accessToken(target, { claims: { exp: undefined } }),
    'not valid yet': await accessToken(target, { claims: { nbf: now() + 600 } }),
    'for another audience': await accessToken(target, { claims: { aud: 'somebody-else' } }),
    'by another issuer': await accessToken(target, { claims: { iss: 'somebody-else' } }),
    'of another type': await accessToken(target, { header: { typ: 'JWT' } }),
    'with a user id that is none': await accessToken(target, { claims: { sub: 'root' } }),
    'that says alg none': `${encode({ alg: 'none', typ: 'at+jwt' })}.${admin}.`,
    'signed with the public key as a secret': confused(target, admin),
  };
}

function validClaims() {
  return {
    sub: randomUUID(),
    roles: ['customer'],
    iss: parties.issuer,
    aud: parties.audience,
    iat: now(),
    exp: now() + 300,
  };
}

/** A verifier that lets the token choose the algorithm takes the public key for an HMAC secret. */
function confused(target: Target, claims: string): string {
  const signed = `${encode({ alg: 'HS256', typ: 'at+jwt' })}.${claims}`;
  const secret = Buffer.from(target.publicKey, 'base64');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function otherKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}
