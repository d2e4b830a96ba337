import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { isPrivateKey, type Principal, tokenIssuer, tokenVerifier } from '../src/index.ts';

const parties = { issuer: 'shop', audience: 'shop-api' };
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const issuer = tokenIssuer({ ...parties, privateKey: exported(privateKey) });
const verifier = tokenVerifier({ ...parties, publicKey: issuer.publicKey });
const admin: Principal = { userId: '01a2100a-8297-76c1-8a8b-72230dec0d3c', roles: ['admin'] };

test('an issued token gives back its principal for 15 minutes, and a skew of five seconds', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const token = await issuer.issue(admin);
  assert.equal(token.token_type, 'Bearer');
  assert.equal(token.expires_in, 900);
  t.mock.timers.tick(904_000);
  assert.deepEqual(await verifier.verify(token.access_token), admin);
  t.mock.timers.tick(1_000);
  await assert.rejects(verifier.verify(token.access_token), { code: 'ERR_JWT_EXPIRED' });
});

test('a token that was tampered with is refused', async () => {
  const [header, , signature] = (await issuer.issue(admin)).access_token.split('.');
  const payload = encoded({ ...claims(), sub: randomUUID() });
  await assert.rejects(verifier.verify(`${header}.${payload}.${signature}`));
});

test('a token signed with another key is refused', async () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  await assert.rejects(verifier.verify(await signed(other)));
});

for (const [name, claim] of [
  ['for another audience', { aud: 'other-api' }],
  ['of another issuer', { iss: 'other' }],
  ['without an expiry', { exp: undefined }],
  ['without a subject', { sub: undefined }],
  ['whose subject is no UUID', { sub: 'user-1' }],
] as const) {
  test(`a token ${name} is refused`, async () => {
    await assert.rejects(verifier.verify(await signed(privateKey, claim)));
  });
}

test('the algorithm "none" is refused', async () => {
  const header = encoded({ alg: 'none', typ: 'at+jwt' });
  await assert.rejects(verifier.verify(`${header}.${encoded(claims())}.`));
});

test('the public key is not taken for the secret of an HMAC', async () => {
  const content = `${encoded({ alg: 'HS256', typ: 'at+jwt' })}.${encoded(claims())}`;
  for (const secret of [
    issuer.publicKey.export({ format: 'pem', type: 'spki' }),
    issuer.publicKey.export({ format: 'der', type: 'spki' }),
  ]) {
    const signature = createHmac('sha256', secret).update(content).digest('base64url');
    await assert.rejects(verifier.verify(`${content}.${signature}`));
  }
});

test('a token of another kind, such as an ID token, is refused', async () => {
  await assert.rejects(verifier.verify(await signed(privateKey, {}, 'JWT')));
});

test('roles that do not exist are dropped', async () => {
  const token = await signed(privateKey, { roles: ['admin', 'root', 7] });
  assert.deepEqual((await verifier.verify(token)).roles, ['admin']);
});

test('a key of another kind is refused at the start', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  for (const wrong of [exported(rsa), 'rubbish']) {
    assert.throws(() => tokenIssuer({ ...parties, privateKey: wrong }), /P-256/);
    assert.equal(isPrivateKey(wrong), false);
  }
  assert.equal(isPrivateKey(exported(privateKey)), true);
});

function claims(): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const { userId: sub, roles } = admin;
  return { sub, roles, iss: parties.issuer, aud: parties.audience, iat: now, exp: now + 60 };
}

function signed(key: KeyObject, changed: Record<string, unknown> = {}, typ = 'at+jwt') {
  const payload = JSON.parse(JSON.stringify({ ...claims(), ...changed }));
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ }).sign(key);
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function exported(key: KeyObject): string {
  return key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}
