// A service that hears of orders: each has its effect once, in a transaction with the record of it.
import { createPool } from '@app/database';
import { openEventLog } from '@app/event-log';
import { inTransaction } from '@app/messaging';
import { answer, now } from './answer.js';
import { topicOf } from './orders.js';

const [, , url, kafka, name] = process.argv;
const pool = createPool({ url, onError: console.error });
const log = { info: console.log, warn: console.warn };
const events = openEventLog({ url: kafka, clientId: 'hearing', log });

let handled = 0;
let lastAt = 0;
const latencies = [];

const handle = inTransaction(pool, name, topicOf(name), {
  'bench.order-placed': async ({ subject }, transaction) => {
    await transaction.query('INSERT INTO orders VALUES ($1)', [subject]);
  },
});

events.subscribe({
  group: name,
  topics: [name],
  attempts: 8,
  backoffMs: 250,
  async handle(message) {
    await handle(message);
    handled += 1;
    lastAt = now();
    latencies.push(lastAt - JSON.parse(message.body).data.placedAt);
  },
});

answer({
  progress: () => ({ handled, lastAt }),
  /** Milliseconds from before the transaction that places an order to after that which hears of it. */
  latencies: (last) => latencies.slice(-last),
});
