// A service that changes its state and tells of it: one transaction for each order, and one relay.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createPool } from '@app/database';
import { openEventLog } from '@app/event-log';
import { publish } from '@app/messaging';
import { startRelay } from '@app/outbox';
import { answer } from './answer.js';
import { newOrder, placed, topicOf } from './orders.js';

/** Requests in hand at a time. */
const parallel = 8;

/** Orders of one transaction while the outbox is filled. */
const ordersAtOnce = 100;

const [, , url, kafka] = process.argv;
const pool = createPool({ url, onError: console.error });
const log = { info: console.log, warn: console.warn };
const events = openEventLog({ url: kafka, clientId: 'telling', log });
let relay;

/** In one transaction. */
async function place(topic, orders = 1) {
  await pool.transaction(async (transaction) => {
    for (let left = orders; left > 0; left -= 1) {
      const subject = randomUUID();
      await transaction.query('INSERT INTO orders VALUES ($1)', [subject]);
      await publish(transaction, topic, placed, { subject, data: newOrder() });
    }
  });
}

/** Does something so often, as much of it at a time as there are requests in hand. */
async function repeat(count, work) {
  let left = count;
  const next = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: parallel }, next));
}

function commit() {
  return pool.transaction(async (transaction) => {
    await transaction.query('INSERT INTO orders VALUES ($1)', [randomUUID()]);
  });
}

answer({
  declare: (topics) => events.declare(topics),

  /** Places orders as fast as it can. */
  async place({ topic: name, count }) {
    const topic = topicOf(name);
    await repeat(count, () => place(topic));
  },

  /** Fills the outbox: places many orders in each transaction. */
  async fill({ topic: name, count }) {
    const topic = topicOf(name);
    await repeat(count / ordersAtOnce, () => place(topic, ordersAtOnce));
  },

  /** The state alone, and nobody told of it. */
  commit: ({ count }) => repeat(count, commit),

  /** Places orders at even intervals, whatever becomes of those before. */
  async trickle({ topic: name, count, perSecond }) {
    const topic = topicOf(name);
    const placing = [];
    const start = performance.now();
    for (let index = 0; index < count; index += 1) {
      await pause(Math.max(start + (index * 1000) / perSecond - performance.now(), 0));
      placing.push(place(topic));
    }
    await Promise.all(placing);
  },

  startRelay() {
    relay ??= startRelay({ broker: 'event-log', publisher: events, log, pool, url });
  },

  async stopRelay() {
    await relay?.stop();
    relay = undefined;
  },

  /** Resolves once the outbox is empty. */
  async emptied() {
    for (;;) {
      const [row] = await pool.query('SELECT FROM outbox.messages LIMIT 1');
      if (!row) return;
      await pause(10);
    }
  },
});
