// A service that hears of orders: each has its effect once, a row or none, in a transaction with the
// record of it.
import { createPool } from '@app/database';
import { openEventLog } from '@app/event-log';
import { inSharedTransaction } from '@app/messaging';
import { answer, now } from './answer.js';
import { topicOf } from './orders.js';

const [, , url, kafka, name, effect] = process.argv;
const pool = createPool({ url, onError: console.error });
const log = { info: console.log, warn: console.warn };
const events = openEventLog({ url: kafka, clientId: 'hearing', log });

let handled = 0;
let lastAt = 0;
const arrivals = [];

const handle = inSharedTransaction(pool, name, topicOf(name), {
  'bench.order-placed': async ({ subject }, transaction) => {
    if (effect === 'row') await transaction.query('INSERT INTO orders VALUES ($1)', [subject]);
  },
});

/** Counts what was committed a moment ago. */
function count(messages) {
  lastAt = now();
  handled += messages.length;
  for (const { body } of messages) arrivals.push({ body, at: lastAt });
}

events.subscribe({
  group: name,
  topics: [name],
  attempts: 8,
  backoffMs: 250,
  async handle(message, from) {
    await handle(message, from);
    count([message]);
  },
  together: {
    async [name](messages) {
      await handle.together[name](messages);
      count(messages);
    },
  },
});

answer({
  progress: () => ({ handled, lastAt }),
  /** Milliseconds from before the transaction that places an order to after that which hears of it. */
  latencies: ({ last }) =>
    arrivals.slice(-last).map(({ body, at }) => at - JSON.parse(body).data.placedAt),
});
