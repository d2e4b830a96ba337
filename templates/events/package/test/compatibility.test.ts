import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TSchema, Type } from 'typebox';
import { defineEvent, defineTopic } from '../src/index.ts';
import { breakingChanges, contractsOf } from '../src/testing/index.ts';
import { orderPlaced, orders } from './orders.ts';

const Before = Type.Object({
  name: Type.String({ maxLength: 10 }),
  state: Type.Enum(['new', 'old']),
  note: Type.Optional(Type.String()),
  lines: Type.Array(Type.Object({ title: Type.String() })),
  sum: Type.Union([Type.Integer(), Type.Null()]),
});

function topicWith(data: TSchema) {
  const events = [defineEvent('test.thing', 'A thing', data)];
  return defineTopic({ name: 'things', about: 'Things.', events });
}

function changes(after: TSchema, before: TSchema = Before): string[] {
  return breakingChanges(contractsOf([topicWith(before)]), contractsOf([topicWith(after)]));
}

const { name, state, note, lines, sum } = Before.properties;
const all = { name, state, note, lines, sum };

for (const [what, after] of [
  ['nothing', Before],
  ['an optional member', Type.Object({ ...all, colour: Type.Optional(Type.String()) })],
  ['a text for people', Type.Object({ ...all, name: Type.String({ maxLength: 10, title: 'N' }) })],
  ['the order of values', Type.Object({ ...all, state: Type.Enum(['old', 'new']) })],
] as const) {
  test(`${what} may change within a version`, () => assert.deepEqual(changes(after), []));
}

const { name: _, ...withoutName } = all;

for (const [what, after, expected] of [
  ['a member that is gone', Type.Object(withoutName), '/name is gone'],
  ['a new required member', Type.Object({ ...all, a: Type.String() }), '/a is new and required'],
  [
    'a member that must be there',
    Type.Object({ ...all, note: Type.String() }),
    '/note became required',
  ],
  [
    'one that need not',
    Type.Object({ ...all, name: Type.Optional(name) }),
    '/name became optional',
  ],
  [
    'another type',
    Type.Object({ ...all, note: Type.Optional(Type.Number()) }),
    '/note type was "string" and is "number"',
  ],
  [
    'a narrower bound',
    Type.Object({ ...all, name: Type.String({ maxLength: 9 }) }),
    '/name maxLength was 10 and is 9',
  ],
  [
    'no bound',
    Type.Object({ ...all, name: Type.String() }),
    '/name maxLength was 10 and is undefined',
  ],
  [
    'one more value',
    Type.Object({ ...all, state: Type.Enum(['new', 'old', 'gone']) }),
    '/state enum was ["new","old"] and is ["new","old","gone"]',
  ],
  [
    'a change inside of a list',
    Type.Object({ ...all, lines: Type.Array(Type.Object({})) }),
    '/lines/items/title is gone',
  ],
  [
    'another member of a union',
    Type.Object({ ...all, sum: Type.Union([Type.Number(), Type.Null()]) }),
    '/sum/anyOf/0 type was "integer" and is "number"',
  ],
] as const) {
  test(`${what} breaks somebody`, () => {
    assert.deepEqual(changes(after), [`test.thing version 1: ${expected}`]);
  });
}

test('where nothing else may be, an optional member breaks somebody too', () => {
  const closed = { additionalProperties: false };
  const after = Type.Object({ a: Type.Optional(Type.String()) }, closed);
  assert.deepEqual(changes(after, Type.Object({}, closed)), [
    'test.thing version 1: /a is new where none may be',
  ]);
});

test('an event or a version that is gone breaks who still has it in the log', () => {
  const recorded = contractsOf([orders]);
  const [first] = orderPlaced.versions;
  const present = {
    'shop.order-placed': contractsOf([topicWith(first?.data ?? Before)])['test.thing'] ?? [],
  };
  assert.deepEqual(breakingChanges(recorded, present), [
    'shop.order-placed version 2 is gone',
    'shop.order-placed version 3 is gone',
    'shop.order-confirmed is gone',
  ]);
});

test('a new version with an upcaster, and a new event, break nobody', () => {
  const before = contractsOf([topicWith(Type.Object({ a: Type.String() }))]);
  const thing = defineEvent('test.thing', 'A thing', Type.Object({ a: Type.String() })).evolve(
    Type.Object({ b: Type.String() }),
    ({ a }) => ({ b: a }),
  );
  const other = defineEvent('test.other', 'Another', Type.Object({}));
  const topic = defineTopic({
    name: 'things',
    about: '',
    events: [thing, other],
  });
  assert.deepEqual(breakingChanges(before, contractsOf([topic])), []);
});
