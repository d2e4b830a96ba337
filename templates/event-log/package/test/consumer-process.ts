import { openLog } from './test-log.ts';

/**
 * Run by `crash-contract.ts` as a process of its own: a consumer that tells its parent of each message
 * and finishes none until it is told to, and then stops.
 */
const [url = '', topic = '', group = ''] = process.argv.slice(2);
const finish = Promise.withResolvers<void>();
const subscription = openLog(url).subscribe({
  group,
  topics: [topic],
  attempts: 1,
  backoffMs: 1,
  async handle({ id }) {
    process.send?.(id);
    await finish.promise;
  },
});
process.once('message', async () => {
  finish.resolve();
  await subscription.stop();
  process.send?.('stopped');
  process.exit();
});
