import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { type Measurable, measureMessages } from '../src/measure.ts';

type Lags = Awaited<ReturnType<Measurable['events']['lag']>>;

const lags: Lags = [
  { topic: 'user-events', partition: 0, behind: 2 },
  { topic: 'user-events', partition: 1, behind: 1 },
];

const behind = /^messages_behind\{topic="user-events"\} 3$/m;

test('the first reading shows what there is, of all partitions of a topic', async () => {
  const registry = measuring(async () => lags);
  const text = await registry.metrics();
  assert.match(text, behind);
  assert.match(text, /^dead_letters\{origin="user-events"\} 0$/m);
  assert.match(text, /^tasks_waiting\{queue="email-queue"\} 4$/m);
  assert.match(text, /^dead_letters\{origin="email-queue"\} 5$/m);
});

test('a broker that is silent holds up no reading; what it says later is in the next one', {
  timeout: 60_000,
}, async () => {
  const answer = Promise.withResolvers<Lags>();
  const registry = measuring(() => answer.promise);
  assert.doesNotMatch(await registry.metrics(), /^messages_behind\{/m);
  answer.resolve(lags);
  assert.match(await registry.metrics(), behind);
});

test('a broker that is away leaves its numbers out, and is no failure', async () => {
  const registry = measuring(() => Promise.reject(new Error('away')));
  assert.doesNotMatch(await registry.metrics(), /^(messages_behind|dead_letters|tasks_waiting)\{/m);
});

/** Metrics of a service that hears of users and sends mails; brokers that only say what is asked here. */
function measuring(lag: () => Promise<Lags>): Registry {
  const registry = new Registry();
  const events = { lag, deadLetters: async () => [] };
  const tasks = { depth: async () => ({ waiting: 4, dead: 5 }) };
  measureMessages(registry, {
    ...({ events, tasks } as unknown as Pick<Measurable, 'events' | 'tasks'>),
    group: 'email',
    topics: ['user-events'],
    queue: 'email-queue',
  });
  return registry;
}
