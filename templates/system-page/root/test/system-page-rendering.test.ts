import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { userEvents, userRegistered } from '@app/contracts/user-events';
import { newMessage } from '@app/events';
import type { Message } from '@app/messages';
import { observer } from '../scripts/dev/system-page/observed-event.ts';
import { page } from '../scripts/dev/system-page/page.ts';
import { RecentEvents } from '../scripts/dev/system-page/recent-events.ts';

const observe = observer(userEvents);
const received = new Date('2026-01-02T03:04:05.678Z');
const nothing = { lags: [], queues: [], deadLetters: [] };
const hostile = `<script>alert("1")</script>'&`;

function registered(): Message {
  return newMessage(userEvents, userRegistered, {
    subject: randomUUID(),
    time: received,
    data: { email: 'ada@example.com', name: 'Ada' },
  });
}

/** The same message with other fields in its envelope. */
function forged(change: object): Message {
  const message = registered();
  return { ...message, body: JSON.stringify({ ...JSON.parse(message.body), ...change }) };
}

test('an event is shown with time, type, subject and source, and without its data', () => {
  const message = registered();
  const text = page({ events: [observe(message, new Date())], brokers: nothing });
  for (const shown of ['03:04:05.678', 'users.user-registered', message.key, '<td>users</td>']) {
    assert.ok(text.includes(shown), shown);
  }
  assert.doesNotMatch(text, /ada@example\.com|Ada/);
});

test('whatever comes over a broker is text, not HTML', () => {
  const messages = [
    forged({ subject: hostile, source: hostile }),
    forged({ type: hostile }),
    { ...registered(), id: hostile, key: hostile, body: hostile },
  ];
  const letter = { id: hostile, type: hostile, subject: hostile, reason: hostile, attempts: 1 };
  const place = { topic: hostile, group: hostile };
  const text = page({
    events: messages.map((message) => observe(message, received)),
    brokers: {
      lags: [{ ...place, behind: 1 }],
      queues: [{ queue: hostile, waiting: 0, dead: 1 }],
      deadLetters: [{ place, letters: [letter] }],
    },
  });
  assert.ok(text.includes('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39;&#38;'));
  assert.doesNotMatch(text, /<script>|alert\("/);
});

test('why the brokers tell nothing is shown, as text', () => {
  const text = page({ events: [], brokers: new Error(`${hostile} of mallory@example.com`) });
  assert.ok(text.includes('&#60;script&#62;'));
  assert.doesNotMatch(text, /<script>|mallory/);
});

test('what is no event is shown as such, and nobody trips over it', () => {
  const bodies = { 'unparsable: the body is not JSON': '{', 'no envelope': '[]' };
  for (const [reason, body] of Object.entries(bodies)) {
    const event = observe({ ...registered(), body }, received);
    assert.equal(event.type, 'unreadable');
    assert.equal(event.time, received);
    assert.ok(event.reason?.startsWith(reason), event.reason);
  }
  const { type, time } = observe(forged({ time: '2016-12-31T23:59:60Z' }), received);
  assert.deepEqual([type, time], ['users.user-registered', received]);
});

test('e-mail addresses and payment tokens are not shown, wherever they stand', () => {
  const subject = 'from "Eve" <eve@example.com>, tok_ok';
  const events = [
    observe(forged({ subject }), received),
    observe({ ...registered(), key: subject, body: '{' }, received),
  ];
  const text = page({ events, brokers: nothing });
  assert.doesNotMatch(text, /eve@|tok_ok/);
  assert.match(text, /\[e-mail address\].*\[payment token\]/);
});

test('long texts are cut', () => {
  const { subject } = observe(forged({ subject: 'x'.repeat(10_000) }), received);
  assert.equal(subject.length, 301);
});

test('the last 200 events are kept, the newest first, each once', () => {
  const recent = new RecentEvents();
  const messages = Array.from({ length: 201 }, registered);
  for (const message of messages) {
    recent.add(observe(message, received));
    recent.add(observe(message, received));
  }
  const expected = messages.slice(1).reverse();
  assert.deepEqual(
    recent.list().map(({ id }) => id),
    expected.map(({ id }) => id),
  );
});

test('who waits hears of the next event, of one that came meanwhile, and of the end', async () => {
  const recent = new RecentEvents();
  const ended = new AbortController();
  const next = recent.moreThan(0, ended.signal);
  recent.add(observe(registered(), received));
  await next;
  await recent.moreThan(0, ended.signal);
  const never = recent.moreThan(1, ended.signal);
  ended.abort();
  await never;
});
