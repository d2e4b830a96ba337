import type { PrepareOptions, Storage } from '@app/chassis';
import { grantAppRole, migrate, type Pool } from '@app/database';
import { outboxGauges } from './gauges.ts';
import { forgetReceived } from './inbox.ts';
import { type Relay, type RelayOptions, startRelay } from './relay.ts';

/** A database with an outbox and an inbox in it. */
export interface StoreWithOutbox extends Pool {
  /** Starts to take messages to a broker; stopped before the database is closed. */
  startRelay(options: Omit<RelayOptions, 'pool' | 'url'>): Relay;
}

/** How often records of messages that were handled are trimmed, in milliseconds. */
const trimEveryMs = 3_600_000;

/** How long they are kept, in milliseconds: two weeks. */
const keepReceivedMs = 14 * 24 * 3_600_000;

/**
 * Adds an outbox and an inbox to the database of a service, and their metrics to its own.
 *
 * @param options.keepReceivedMs how long to remember what was handled: longer than the broker keeps
 *   messages; two weeks by default
 * @example withOutbox(sqlStorage({ schema: 'orders', migrations }))
 */
export function withOutbox(
  storage: Storage<Pool>,
  options: { readonly keepReceivedMs?: number } = {},
): Storage<StoreWithOutbox> {
  return {
    open(url, log) {
      const { store: pool, ...opened } = storage.open(url, log);
      const relays: Relay[] = [];
      const trimming = setInterval(() => {
        forgetReceived(pool, options.keepReceivedMs ?? keepReceivedMs).catch((error: Error) =>
          log.warn({ err: error }, 'messages that were handled long ago are trimmed later'),
        );
      }, trimEveryMs).unref();
      return {
        ...opened,
        gauges: { ...opened.gauges, ...outboxGauges(pool) },
        store: {
          ...pool,
          startRelay(options) {
            const relay = startRelay({ ...options, pool, url });
            relays.push(relay);
            return relay;
          },
        },
        async close() {
          clearInterval(trimming);
          await Promise.all(relays.map((relay) => relay.stop()));
          await opened.close();
        },
      };
    },
    async prepare(options) {
      await storage.prepare(options);
      await prepareOutbox(options);
    },
  };
}

/** Brings the tables of outbox and inbox up to date; safe to run from many instances at once. */
export async function prepareOutbox({ ownerUrl, appUrl, log }: PrepareOptions): Promise<void> {
  const folder = `${import.meta.dirname}/migrations`;
  await migrate({ url: ownerUrl, schemas: [{ name: schema, folder }], log });
  if (appUrl !== ownerUrl) await grantAppRole({ ownerUrl, appUrl, schemas: [schema] });
}

const schema = 'outbox';
