import type { PrepareOptions, Storage } from '@app/chassis';
import { grantAppRole, migrate, type Pool } from '@app/database';
import { sagaGauges } from './gauges.ts';
import { forgetEnded } from './trimming.ts';

/** How often sagas that ended are trimmed, in milliseconds. */
const trimEveryMs = 3_600_000;

/** How long they are kept, in milliseconds: thirty days. */
const keepEndedMs = 30 * 24 * 3_600_000;

/**
 * Adds sagas to the database of a service, in a schema `saga`, and their metrics to its own.
 *
 * @param options.keepEndedMs how long a saga is kept after its end, and can be cancelled; thirty days
 *   by default
 * @example withSagas(withOutbox(sqlStorage({ schema: 'orders', migrations })))
 */
export function withSagas<Store extends Pool>(
  storage: Storage<Store>,
  options: { readonly keepEndedMs?: number } = {},
): Storage<Store> {
  return {
    open(url, log) {
      const opened = storage.open(url, log);
      const trimming = setInterval(() => {
        forgetEnded(opened.store, options.keepEndedMs ?? keepEndedMs).catch((err: unknown) =>
          log.warn({ err }, 'sagas that ended long ago are trimmed later'),
        );
      }, trimEveryMs).unref();
      return {
        ...opened,
        gauges: { ...opened.gauges, ...sagaGauges(opened.store) },
        async close() {
          clearInterval(trimming);
          await opened.close();
        },
      };
    },
    async prepare(options) {
      await storage.prepare(options);
      await prepareSagas(options);
    },
  };
}

/** Brings the tables of sagas up to date; safe to run from many instances at once. */
export async function prepareSagas({ ownerUrl, appUrl, log }: PrepareOptions): Promise<void> {
  const folder = `${import.meta.dirname}/migrations`;
  await migrate({ url: ownerUrl, schemas: [{ name: schema, folder }], log });
  if (appUrl !== ownerUrl) await grantAppRole({ ownerUrl, appUrl, schemas: [schema] });
}

const schema = 'saga';
