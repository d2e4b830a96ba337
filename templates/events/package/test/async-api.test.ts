import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { asyncApi, defineEvent, defineTopic, newMessage } from '../src/index.ts';
import { contractsOf } from '../src/testing/index.ts';
import { orderConfirmed, orderPlaced, orders, placed } from './orders.ts';

const document = asyncApi({ title: 'Events', version: '1.0.0', topics: [orders] });

/** What a reference within the document names. */
function resolve(reference: string): unknown {
  const steps = reference.slice(2).split('/');
  return steps.reduce<unknown>((found, step) => Reflect.get(Object(found), step), document);
}

test('each topic is a channel with all versions of its events, and an operation for the newest', () => {
  assert.deepEqual(Object.keys(resolve('#/channels/order-events/messages') as object), [
    'shop.order-placed.v1',
    'shop.order-placed.v2',
    'shop.order-placed.v3',
    'shop.order-confirmed.v1',
  ]);
  assert.deepEqual(resolve('#/operations/shop-sends-order-events/messages'), [
    { $ref: '#/channels/order-events/messages/shop.order-placed.v3' },
    { $ref: '#/channels/order-events/messages/shop.order-confirmed.v1' },
  ]);
});

test('each service that publishes to a topic has an operation for its own events', () => {
  const returned = defineEvent('returns.order-returned', 'An order came back', Type.Object({}));
  const topic = defineTopic({ ...orders, events: [...orders.events, returned] });
  const { operations } = asyncApi({ title: 'Events', version: '1.0.0', topics: [topic] });
  const sent = Object.entries(operations as Record<string, { messages: unknown[] }>);
  assert.deepEqual(
    sent.map(([name, { messages }]) => [name, messages.length]),
    [
      ['shop-sends-order-events', 2],
      ['returns-sends-order-events', 1],
    ],
  );
});

test('every reference names something', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
  assert.ok(references.length > 0);
  for (const [, reference = ''] of references) assert.ok(resolve(reference), reference);
});

test('the payloads describe what is published, and tell versions and types apart', () => {
  const payload = (name: string) => resolve(`#/components/messages/${name}/payload`) as object;
  const { body } = newMessage(orders, orderPlaced, { subject: 'order-1', data: placed });
  const matching = orders.events
    .flatMap(({ type, versions }) => versions.map((_, at) => `${type}.v${at + 1}`))
    .filter((name) => Value.Check(payload(name), JSON.parse(body)));
  assert.deepEqual(matching, ['shop.order-placed.v3']);
});

test('an event is of one topic: two that share its type are refused', () => {
  const topics = [orders, { ...orders, name: 'other-events' }];
  const message = /order-events, other-events: there are two events shop\.order-placed/;
  assert.throws(() => asyncApi({ title: 'Events', version: '1.0.0', topics }), { message });
  assert.throws(() => contractsOf(topics), { message });
});

test('it is plain JSON, the same each time', () => {
  const again = asyncApi({ title: 'Events', version: '1.0.0', topics: [orders] });
  assert.equal(JSON.stringify(again), JSON.stringify(document));
  assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
  assert.equal(resolve('#/components/messages/shop.order-confirmed.v1/name'), orderConfirmed.type);
});
