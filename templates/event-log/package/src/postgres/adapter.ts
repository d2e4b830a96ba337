import { grantAppRole, migrate } from '@app/database';
import type { Adapter } from '../open.ts';
import { PostgresEventLog } from './event-log.ts';

const schema = 'event_log';

/** An event log in Postgres, for development and tests, or where a broker is not worth it. */
export const postgresAdapter: Adapter = {
  open: (options) => new PostgresEventLog(options),
  async prepare({ url: appUrl, ownerUrl, log }) {
    const folder = `${import.meta.dirname}/migrations`;
    await migrate({ url: ownerUrl, schemas: [{ name: schema, folder }], log });
    if (appUrl !== ownerUrl) await grantAppRole({ ownerUrl, appUrl, schemas: [schema] });
  },
};
