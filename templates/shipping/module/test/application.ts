import { startTestService, type TestService } from '@app/chassis/testing';
import type { StoreWithOutbox } from '@app/outbox';
import { service } from '../service.ts';

/** The service as its tests see it. */
export type TestApplication = TestService<StoreWithOutbox>;

/** The whole service on a database of its own: all that is real but the socket, and so the brokers. */
export function startApplication(): Promise<TestApplication> {
  const nowhere = 'postgres://127.0.0.1:1/none';
  const variables = { EVENT_LOG_URL: nowhere, TASK_QUEUE_URL: nowhere };
  return startTestService(service, { variables });
}
