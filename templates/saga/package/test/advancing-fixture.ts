import { createPool } from '@app/database';
import type { Reply } from '../src/index.ts';
import { take, testSagas } from './test-sagas.ts';
import { trip } from './trip.ts';

/** Run by `crashes.test.ts` as a process of its own: takes in a reply, and never commits. */
const [, , url = '', message = ''] = process.argv;
const pool = createPool({ url, onError: console.error });
await pool.transaction(async (transaction) => {
  await take({ sagas: testSagas(trip) }, transaction, JSON.parse(message) as Reply);
  process.send?.('advanced');
  await new Promise((resolve) => setTimeout(resolve, 600_000));
});
