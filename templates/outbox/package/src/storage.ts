import type { PrepareOptions, Storage } from '@app/chassis';
import { grantAppRole, migrate, type Pool } from '@app/database';
import { outboxGauges } from './gauges.ts';
import { type Relay, type RelayOptions, startRelay } from './relay.ts';

/** A database with an outbox and an inbox in it. */
export interface StoreWithOutbox extends Pool {
  /** Starts to take messages to a broker; stopped before the database is closed. */
  startRelay(options: Omit<RelayOptions, 'pool' | 'url'>): Relay;
}

/**
 * Adds an outbox and an inbox to the database of a service, and their metrics to its own.
 *
 * @example withOutbox(sqlStorage({ schema: 'orders', migrations }))
 */
export function withOutbox(storage: Storage<Pool>): Storage<StoreWithOutbox> {
  return {
    open(url, log) {
      const { store: pool, ...opened } = storage.open(url, log);
      const relays: Relay[] = [];
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
