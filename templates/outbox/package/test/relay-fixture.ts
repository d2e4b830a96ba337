import { createPool } from '@app/database';
import { startRelay } from '../src/index.ts';

/** Run by `relay.test.ts` as a process of its own: a relay whose broker never answers. */
const url = String(process.argv[2]);
startRelay({
  pool: createPool({ url, onError: console.error }),
  url,
  broker: 'log',
  publisher: {
    publish() {
      process.send?.('publishing');
      return new Promise(() => undefined);
    },
  },
  log: { info: console.log, warn: console.warn },
});
