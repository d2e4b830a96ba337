import { grantAppRole, migrate } from '@app/database';
import type { Adapter } from '../open.ts';
import { PostgresTaskQueue } from './task-queue.ts';

const schema = 'task_queue';

/** A task queue in Postgres, for development and tests, or where a broker is not worth it. */
export const postgresAdapter: Adapter = {
  open: (options) => new PostgresTaskQueue(options),
  async prepare({ url: appUrl, ownerUrl, log }) {
    const folder = `${import.meta.dirname}/migrations`;
    await migrate({ url: ownerUrl, schemas: [{ name: schema, folder }], log });
    if (appUrl !== ownerUrl) await grantAppRole({ ownerUrl, appUrl, schemas: [schema] });
  },
};
