import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createServer, type Routes, type Server } from '@app/http-server';
import { authentication, tokenIssuer, tokenVerifier } from '../src/index.ts';

const parties = { issuer: 'shop', audience: 'shop-api' };
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const encodedKey = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const issuer = tokenIssuer({ ...parties, privateKey: encodedKey });
const { requireUser, requireRole } = authentication(
  tokenVerifier({ ...parties, publicKey: issuer.publicKey }),
);

const routes: Routes = async (server) => {
  server.get('/user', { onRequest: requireUser }, async (request) => request.principal);
  server.get('/admin', { onRequest: requireRole('admin') }, async (request) => request.principal);
};

let server: Server;

before(async () => {
  server = await createServer({
    name: 'probe',
    logger: false,
    rateLimitPerMinute: 0,
    trustedProxies: false,
    // A machine that runs tests may be busy; load is shed in the tests of that alone.
    limits: { maxEventLoopDelayMs: Number.POSITIVE_INFINITY },
    readiness: {},
    routes: { '/': routes },
  });
});

after(() => server.close());

const customer = { userId: randomUUID(), roles: ['customer'] } as const;

async function get(url: string, authorization?: string) {
  return server.inject({ url, headers: authorization ? { authorization } : {} });
}

test('a valid token lets its user in, whatever the case of the scheme', async () => {
  const { access_token } = await issuer.issue(customer);
  assert.deepEqual((await get('/user', `Bearer ${access_token}`)).json(), customer);
  assert.deepEqual((await get('/user', `bearer ${access_token}`)).json(), customer);
});

test('without a token the answer is 401 with a challenge', async () => {
  const response = await get('/user');
  assert.equal(response.statusCode, 401);
  assert.equal(response.headers['www-authenticate'], 'Bearer');
  assert.equal(response.json().type, 'urn:problem:unauthorized');
});

test('another scheme is answered like no token', async () => {
  assert.equal((await get('/user', 'Basic dXNlcjpwYXNz')).headers['www-authenticate'], 'Bearer');
});

test('a bad token is answered with 401 and what is wrong with it', async () => {
  const response = await get('/user', 'Bearer a.b.c');
  assert.equal(response.statusCode, 401);
  assert.equal(response.headers['www-authenticate'], 'Bearer error="invalid_token"');
});

test('a token of our own whose subject is no UUID is a bad token', async () => {
  const { access_token } = await issuer.issue({ ...customer, userId: 'user-1' });
  assert.equal((await get('/user', `Bearer ${access_token}`)).statusCode, 401);
});

test('a role lets in those who have it, and answers 403 to others', async () => {
  const asCustomer = await issuer.issue(customer);
  const asAdmin = await issuer.issue({ ...customer, roles: ['admin'] });
  assert.equal((await get('/admin', `Bearer ${asAdmin.access_token}`)).statusCode, 200);
  const refused = await get('/admin', `Bearer ${asCustomer.access_token}`);
  assert.equal(refused.statusCode, 403);
  assert.equal(refused.json().type, 'urn:problem:forbidden');
  assert.equal((await get('/admin')).statusCode, 401);
});
