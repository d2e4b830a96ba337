import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestService, type TestService } from '@app/chassis/testing';
import type { StoreWithOutbox } from '@app/outbox';
import type { MailCounts } from '../infrastructure/mail-counts.ts';
import { service } from '../service.ts';

/** The service as its tests see it. */
export interface TestApplication
  extends TestService<StoreWithOutbox & { readonly mails: MailCounts }> {
  /** Where its mails are. */
  readonly folder: string;
}

/** The whole service on a database of its own: all that is real but the socket, and so the brokers. */
export async function startApplication(): Promise<TestApplication> {
  const folder = await mkdtemp(join(tmpdir(), 'mails-'));
  const nowhere = 'postgres://127.0.0.1:1/none';
  const started = await startTestService(service, {
    variables: { EVENT_LOG_URL: nowhere, TASK_QUEUE_URL: nowhere, MAIL_URL: `file:${folder}` },
  });
  return {
    ...started,
    folder,
    async close() {
      await started.close();
      await rm(folder, { recursive: true });
    },
  };
}
