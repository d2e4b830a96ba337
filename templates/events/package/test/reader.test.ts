import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Message, maximumBytes, Unprocessable } from '@app/messages';
import { Type } from 'typebox';
import {
  defineEvent,
  defineTopic,
  dispatch,
  eventReader,
  type Handlers,
  newMessage,
} from '../src/index.ts';
import { orderConfirmed, orderPlaced, orders, placed } from './orders.ts';

const read = eventReader(orders);

const valid = newMessage(orders, orderPlaced, { subject: 'order-1', data: placed });

/** A message of a version, as an earlier release has published it. */
function published(version: number, data: unknown): Message {
  const envelope = { ...JSON.parse(valid.body), dataschema: schema(version), data };
  return { ...valid, body: JSON.stringify(envelope) };
}

const schema = (version: number) => `urn:event:shop.order-placed:${version}`;

function changed(change: object): Message {
  return { ...valid, body: JSON.stringify({ ...JSON.parse(valid.body), ...change }) };
}

test('events of all versions are read as the newest', () => {
  const currency = 'EUR';
  for (const [version, data, expected] of [
    [1, { total: 12.34 }, { total: { amount: 1234, currency }, items: 1 }],
    [2, { total: { amount: 5, currency } }, { total: { amount: 5, currency }, items: 1 }],
    [3, placed, placed],
  ] as const) {
    const event = read(published(version, data));
    assert.equal(event.version, version);
    assert.deepEqual(event.data, expected);
  }
});

test('what a newer producer adds is passed over, in the envelope and in the data', () => {
  const event = read(changed({ partitionkey: 'x', data: { ...placed, gift: true } }));
  assert.deepEqual(event.data, placed);
  assert.ok(!('partitionkey' in event));
});

for (const [what, message, reason] of [
  ['oversized', { ...valid, body: 'x'.repeat(maximumBytes + 1) }, /^oversized: \d+ bytes/],
  ['no JSON', { ...valid, body: '{"card": "4111' }, /^unparsable: the body is not JSON$/],
  ['empty', { ...valid, body: '' }, /^unparsable/],
  ['no object', { ...valid, body: 'null' }, /^no envelope: \//],
  ['a list', { ...valid, body: '[]' }, /^no envelope: \//],
  ['nested without end', { ...valid, body: '['.repeat(100_000) }, /^unparsable/],
  ['nested deeply', { ...valid, body: nested(50_000) }, /^no envelope|^unparsable/],
  ['without an id', changed({ id: undefined }), /^no envelope: .*id/],
  ['with an id of another kind', changed({ id: 'event-1' }), /^no envelope: \/id/],
  ['of another specification', changed({ specversion: '2.0' }), /^no envelope: \/specversion/],
  ['without a time', changed({ time: 'yesterday' }), /^no envelope: \/time/],
  ['with no trace', changed({ traceparent: 'x\r\ny: z' }), /^no envelope: \/traceparent/],
  ['of an unknown type', changed({ type: 'shop.nothing' }), /^unknown type: "shop\.nothing" on/],
  ['of an inherited type', changed({ type: '__proto__' }), /^unknown type: "__proto__"/],
  [
    'of a later version',
    changed({ dataschema: schema(4) }),
    /^unknown version: .*:4", known up to 3$/,
  ],
  ['of no version', changed({ dataschema: `${schema(3)}.5` }), /^unknown version/],
  ['with data of another version', published(3, { total: 1 }), /^invalid data: \/.*version 3/],
  [
    'with data that no upcaster makes good',
    published(1, { total: -1 }),
    /^invalid data: \/total.*to version 3/,
  ],
] as const) {
  test(`a message ${what} is a dead letter with its reason`, () => {
    const check = (error: unknown) => error instanceof Unprocessable && reason.test(error.message);
    assert.throws(() => read(message), check);
  });
}

test('an attacker sets no prototype, and writes no lines into a reason', () => {
  const body = valid.body.replace('"items":2', '"items":2,"__proto__":{"admin":true}');
  const { data } = read({ ...valid, body });
  assert.deepEqual(Reflect.ownKeys(data), ['total', 'items']);
  assert.equal(Object.getPrototypeOf(data), Object.prototype);
  const long = `x\n${'y'.repeat(1_000)}`;
  assert.throws(
    () => read(changed({ type: long })),
    ({ message }: Error) => {
      return message.length < 200 && !message.includes('\n');
    },
  );
});

test('an upcaster that throws makes a dead letter, not a loop', () => {
  const broken = defineEvent('shop.broken', '', Type.Object({})).evolve(Type.Object({}), () => {
    throw new TypeError('a fault of the program');
  });
  const topic = defineTopic({ ...orders, events: [broken] });
  const message = changed({ type: 'shop.broken', dataschema: 'urn:event:shop.broken:1', data: {} });
  assert.throws(() => eventReader(topic)(message), /^Unprocessable: invalid data: the upcaster/);
});

test('each event goes to what handles it, and those that concern nobody are passed over', async () => {
  const seen: unknown[] = [];
  const handlers: Handlers<typeof orders, string> = {
    'shop.order-placed': async ({ subject, data }, at) => {
      seen.push([subject, data.total.amount, at]);
    },
  };
  const handle = dispatch(orders, handlers);
  await handle(valid, 'first');
  const data = { at: new Date().toISOString() };
  await handle(newMessage(orders, orderConfirmed, { subject: 'order-1', data }), 'second');
  assert.deepEqual(seen, [['order-1', 2500, 'first']]);
  await assert.rejects(handle(changed({ type: 'other' }), 'third'), Unprocessable);
});

/** An envelope whose data is lists in lists. */
function nested(depth: number): string {
  return `{"data":${'['.repeat(depth)}${']'.repeat(depth)}}`;
}
