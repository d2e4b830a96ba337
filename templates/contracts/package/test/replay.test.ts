import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from '@app/http-server';
import { endpoint } from '../src/index.ts';
import { type Callee, exchange, type Interaction, replay } from '../src/testing/index.ts';

const put = endpoint({
  callee: 'shelves',
  summary: 'Put things on the shelf',
  method: 'PUT',
  path: '/internal/shelves/:shelf',
  params: Type.Object({ shelf: Type.String() }),
  body: Type.Object({ things: Type.Integer() }),
  responses: { 200: Type.Object({ things: Type.Integer() }), 409: Type.Null() },
  repeatable: true,
});

type Shelf = { things: number };

const putTwice: Interaction<Shelf, { shelf: string }, Shelf> = {
  title: 'what is put twice is there once',
  given: { things: 1 },
  exchanges: (params) => [
    exchange(put, { params, body: { things: 2 } }, { status: 200, body: { things: 3 } }),
    exchange(put, { params, body: { things: 2 } }, { status: 200 }),
  ],
  leaves: { things: 3 },
};

const right: Callee<Shelf, { shelf: string }, Shelf> = {
  arrange: async () => ({ shelf: 'a' }),
  send: async () => ({ status: 200, body: { things: 3, since: 'today' } }),
  observe: async () => ({ things: 3 }),
};

test('a callee that does what its caller relies on may answer more than that', async () => {
  await replay(putTwice, right);
});

const faults: Record<string, Partial<typeof right>> = {
  'answers with another status': { send: async () => ({ status: 409, body: null }) },
  'answers with a status of its own': { send: async () => ({ status: 418, body: null }) },
  'answers in another form': { send: async () => ({ status: 200, body: { things: 'three' } }) },
  'answers something else': { send: async () => ({ status: 200, body: { things: 2 } }) },
  'leaves something else behind': { observe: async () => ({ things: 5 }) },
};

for (const [fault, change] of Object.entries(faults)) {
  test(`a callee that ${fault} fails`, async () => {
    await assert.rejects(replay(putTwice, { ...right, ...change }), { name: 'AssertionError' });
  });
}
