import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createLogger } from '@app/http-server';
import { SettingsError } from '@app/settings';
import { createApplication } from '../src/application.ts';
import { readConfig } from '../src/config.ts';
import { newPrivateKey } from './application.ts';

const required = {
  DATABASE_URL: 'postgres://app@127.0.0.1/app',
  JWT_PRIVATE_KEY: newPrivateKey(),
};

test('what is not set takes its default, and an empty variable counts as not set', () => {
  const config = readConfig({ ...required, PORT: '', TRUSTED_PROXIES: '' });
  assert.equal(config.port, 8080);
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.rateLimitPerMinute, 100);
  assert.equal(config.trustedProxies, false);
  assert.deepEqual(config.corsOrigins, []);
});

test('values are read as their types', () => {
  const config = readConfig({
    ...required,
    PORT: '9000',
    CORS_ORIGINS: 'https://a.example,https://b.example',
  });
  assert.equal(config.port, 9000);
  assert.deepEqual(config.corsOrigins, ['https://a.example', 'https://b.example']);
});

test('origins are read as browsers send them, without blanks and slashes at their ends', () => {
  const CORS_ORIGINS = ' https://a.example/ , http://127.0.0.1:3000,, ';
  const config = readConfig({ ...required, CORS_ORIGINS });
  assert.deepEqual(config.corsOrigins, ['https://a.example', 'http://127.0.0.1:3000']);
});

test('everything that is wrong is said at once, without the values', () => {
  const wrong = { DATABASE_URL: 'mysql://secret', PORT: '99999', LOG_LEVEL: 'loud' };
  assert.throws(
    () => readConfig(wrong),
    (error) => {
      assert.ok(error instanceof SettingsError);
      for (const name of ['DATABASE_URL', 'JWT_PRIVATE_KEY', 'PORT', 'LOG_LEVEL']) {
        assert.equal(error.message.split(name).length, 2, `${name} in: ${error.message}`);
      }
      assert.doesNotMatch(error.message, /secret/);
      return true;
    },
  );
});

for (const [variable, values] of Object.entries({
  DATABASE_URL: ['app', 'mysql://127.0.0.1/app', 'postgres://app@127.0.0.1:port/app'],
  TRUSTED_PROXIES: ['proxy', '10.0.0.1/33', '10.0.0.0/0', '::1/129', 'loopback, 10.0.0', '/8'],
  SHUTDOWN_DRAIN_MS: ['-1', '99999999999'],
})) {
  for (const value of values) {
    test(`${variable} cannot be ${value}`, () => {
      assert.throws(
        () => readConfig({ ...required, [variable]: value }),
        (error) => error instanceof SettingsError && error.message.includes(`  ${variable} must `),
      );
    });
  }
}

test('whatever is allowed as a proxy is understood by the server', async () => {
  const TRUSTED_PROXIES = 'loopback, linklocal,uniquelocal, 192.0.2.1, 10.0.0.0/8, ::1, fd00::/8';
  const config = readConfig({ ...required, TRUSTED_PROXIES });
  const { server, close } = await createApplication('test', config, createLogger('silent'));
  await server.close();
  await close();
  assert.equal(config.trustedProxies, TRUSTED_PROXIES);
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const key = required.JWT_PRIVATE_KEY;

for (const [fault, wrong] of Object.entries({
  'not base64': '?!',
  'no key': Buffer.from('rubbish').toString('base64'),
  'cut off': key.slice(0, -8),
  'an RSA key': rsa.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
})) {
  test(`a private key that is ${fault} is named, and not quoted`, () => {
    assert.throws(
      () => readConfig({ ...required, JWT_PRIVATE_KEY: wrong }),
      (error) => {
        assert.ok(error instanceof SettingsError);
        assert.match(error.message, /^ {2}JWT_PRIVATE_KEY must be a P-256 key/m);
        assert.ok(!error.message.includes(wrong));
        return true;
      },
    );
  });
}
