import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maximumBytes, OversizedMessage } from '@app/messages';
import { Type } from 'typebox';
import {
  defineEvent,
  defineTopic,
  eventReader,
  InvalidEvent,
  newMessage,
  type Topic,
} from '../src/index.ts';
import { orderConfirmed, orderPlaced, orders, placed, traceparent } from './orders.ts';

test('an event is a CloudEvents envelope, keyed by its subject', () => {
  const id = '019abcde-0000-7000-8000-000000000001';
  const time = new Date('2026-01-02T03:04:05Z');
  const event = { id, subject: 'order-1', time, traceparent, data: placed };
  const { body, ...message } = newMessage(orders, orderPlaced, event);
  assert.deepEqual(message, {
    id,
    key: 'order-1',
    headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8', traceparent },
  });
  assert.deepEqual(JSON.parse(body), {
    specversion: '1.0',
    id,
    type: 'shop.order-placed',
    source: 'shop',
    subject: 'order-1',
    time: '2026-01-02T03:04:05.000Z',
    datacontenttype: 'application/json',
    dataschema: 'urn:event:shop.order-placed:3',
    traceparent,
    data: placed,
  });
});

test('what is published is what is read', () => {
  const message = newMessage(orders, orderPlaced, {
    subject: 'order-1',
    traceparent,
    data: placed,
  });
  const { time, ...event } = eventReader(orders)(message);
  assert.ok(Date.parse(time) <= Date.now());
  assert.deepEqual(event, {
    id: message.id,
    type: 'shop.order-placed',
    source: 'shop',
    subject: 'order-1',
    version: 3,
    traceparent,
    data: placed,
  });
});

test('each event has an id of its own, unless one is given', () => {
  const data = { at: new Date().toISOString() };
  const [one, other] = [1, 2].map(() => newMessage(orders, orderConfirmed, { subject: 'a', data }));
  assert.match(String(one?.id), /^[0-9a-f-]{36}$/);
  assert.notEqual(one?.id, other?.id);
});

test('nothing leaves that the contract does not name', () => {
  const data = { ...placed, password: 'secret', total: { ...placed.total, cost: 1 } };
  const { body } = newMessage(orders, orderPlaced, { subject: 'order-1', data });
  assert.deepEqual(JSON.parse(body).data, placed);
  assert.equal(data.password, 'secret');
});

test('an event that its contract does not allow is a fault of the program', () => {
  const negative = { ...placed, total: { amount: -1, currency: 'EUR' } };
  const publish = () => newMessage(orders, orderPlaced, { subject: 'a', data: negative });
  assert.throws(publish, InvalidEvent);
  assert.throws(publish, /shop\.order-placed: \/total\/amount must be >= 0/);
});

test('an event of another topic, or an earlier version, is a fault of the program', () => {
  const other: Topic = { ...orders, events: [orderConfirmed] };
  const publish = () => newMessage(other, orderPlaced, { subject: 'a', data: placed });
  assert.throws(publish, /shop\.order-placed, as it is given, is no event of order-events/);
});

test('an envelope that nobody could read is a fault of the program too', () => {
  for (const [change, fault] of [
    [{ id: 'event-1' }, /\/id must match format "uuid"/],
    [{ subject: '' }, /\/subject/],
    [{ traceparent: 'none' }, /\/traceparent/],
  ] as const) {
    const event = { subject: 'order-1', data: placed, ...change };
    assert.throws(() => newMessage(orders, orderPlaced, event), {
      name: 'InvalidEvent',
      message: fault,
    });
  }
});

test('an event that no broker takes is refused before it is in the outbox', () => {
  const note = defineEvent('notes.note', 'A long text', Type.String());
  const notes = defineTopic({ name: 'notes', about: 'Texts.', events: [note] });
  const data = 'x'.repeat(maximumBytes);
  assert.throws(() => newMessage(notes, note, { subject: 'a', data }), OversizedMessage);
});

test('a topic has one event of a type, and a type begins with its service', () => {
  const events = [orderPlaced, orderPlaced];
  assert.throws(
    () => defineTopic({ ...orders, events }),
    /order-events: there are two events shop\.order-placed/,
  );
  for (const type of ['shop.order placed', 'placed', '.placed', 'shop.', 'shop..placed']) {
    assert.throws(() => defineEvent(type, '', Type.Object({})), /names no kind/);
  }
});
