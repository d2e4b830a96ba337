import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type TSchema, Type } from 'typebox';
import { asyncApi, defineEvent, defineTopic } from '../src/index.ts';
import { assertCompatible, assertDescribed } from '../src/testing/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'contracts-'));
after(() => rmSync(folder, { recursive: true }));

const [record, compare] = [{ record: true }, { record: false }];

function topicsWith(data: TSchema) {
  const events = [defineEvent('test.thing', 'A thing', data)];
  return [defineTopic({ name: 'things', about: 'Things.', events })];
}

const first = topicsWith(Type.Object({ a: Type.String() }));
const more = topicsWith(Type.Object({ a: Type.String(), b: Type.Optional(Type.String()) }));
const breaking = topicsWith(Type.Object({ a: Type.Integer() }));

test('contracts are recorded in a file, unless they break what is in it', () => {
  const file = join(folder, 'events.json');
  assert.throws(() => assertCompatible(file, first, compare), /is not what the code says/);
  assertCompatible(file, first, record);
  assertCompatible(file, first, compare);
  assert.throws(() => assertCompatible(file, more, compare), /is not what the code says/);
  assertCompatible(file, more, record);
  const before = readFileSync(file, 'utf8');
  for (const either of [record, compare]) {
    assert.throws(() => assertCompatible(file, breaking, either), /add a version/);
  }
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('the description of the contracts is kept current', () => {
  const file = join(folder, 'asyncapi.json');
  const describe = (topics: typeof first) => ({ title: 'Events', version: '1.0.0', topics });
  assert.throws(() => assertDescribed(file, describe(first), compare), /is not what the code says/);
  assertDescribed(file, describe(first), record);
  assertDescribed(file, describe(first), compare);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), asyncApi(describe(first)));
  assert.throws(() => assertDescribed(file, describe(more), compare), /is not what the code says/);
});
