import { startTestService, type TestService } from '@app/chassis/testing';
import type { StoreWithOutbox } from '@app/outbox';
import { service } from '../service.ts';

/** The service as its tests see it. */
export interface TestApplication extends TestService<StoreWithOutbox> {
  readonly pool: StoreWithOutbox;
}

/** The whole service on a database of its own: all that is real but the socket, and so the brokers. */
export async function startApplication(): Promise<TestApplication> {
  const nowhere = 'postgres://127.0.0.1:1/none';
  const variables = {
    EVENT_LOG_URL: nowhere,
    TASK_QUEUE_URL: nowhere,
    PAYMENT_TIMEOUT_MS: '500',
  };
  const started = await startTestService(service, { variables });
  return { ...started, pool: started.store };
}
