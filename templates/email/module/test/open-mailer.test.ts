import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMailUrl } from '../infrastructure/open-mailer.ts';

for (const url of [
  'file:.data/mail',
  'file:///var/mail',
  'smtp://localhost',
  'smtps://a:b@c:465',
]) {
  test(`${url} is where mails can go`, () => assert.ok(isMailUrl(url)));
}

for (const url of [
  '',
  'file:',
  'file://',
  'file://host/x',
  'smtp:',
  'smtp://',
  'http://a',
  'mail',
]) {
  test(`"${url}" is not`, () => assert.ok(!isMailUrl(url)));
}
