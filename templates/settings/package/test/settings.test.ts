import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '@app/settings';
import { Type } from 'typebox';

const Settings = Type.Object({
  PORT: Type.Integer({ default: 8080, minimum: 1 }),
  URL: Type.String({ pattern: '^postgres:' }),
  TOKEN: Type.String(),
});

test('variables become values of their types, and what is empty takes its default', () => {
  const variables = { PORT: '', URL: 'postgres://a', TOKEN: 't', OTHER: 'x' };
  const { PORT, URL, TOKEN } = readSettings(Settings, variables);
  assert.deepEqual({ PORT, URL, TOKEN }, { PORT: 8080, URL: 'postgres://a', TOKEN: 't' });
  assert.equal(readSettings(Settings, { ...variables, PORT: '99' }).PORT, 99);
});

test('all that is wrong is said at once', () => {
  assert.throws(() => readSettings(Settings, { PORT: '0', URL: 'mysql://a' }), {
    name: 'SettingsError',
    message: /TOKEN is not set[\s\S]*PORT must be >= 1[\s\S]*URL must match/,
  });
});
