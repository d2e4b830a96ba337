import { open } from './broker.ts';

/** Takes a task, tells the parent process so, and never ends it. */
const [url = '', queue = ''] = process.argv.slice(2);
open(url).work({
  queue,
  prefetch: 1,
  attempts: 3,
  backoffMs: 1,
  async handle({ id }) {
    process.send?.(id);
    await new Promise(() => undefined);
  },
});
