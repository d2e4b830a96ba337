import { startTestService, type TestService } from '@app/chassis/testing';
import { createDocumentDatabase } from '@app/documents/testing';
import { service } from '../service.ts';
import type { Store } from '../store.ts';

/** The service as its tests see it. */
export type TestApplication = TestService<Store>;

/** The whole service on a database of its own: all that is real but the socket. */
export function startApplication(): Promise<TestApplication> {
  const createDatabase = createDocumentDatabase;
  return startTestService(service, { callers: ['orders'], createDatabase });
}
