import { startTestService, type TestService } from '@app/chassis/testing';
import { createDocumentDatabase } from '@app/documents/testing';
import type { Store } from '../infrastructure/document-entries.ts';
import { service } from '../service.ts';

/** The service as its tests see it. */
export type TestApplication = TestService<Store>;

/** The whole service on a database of its own: all that is real but the socket. */
export function startApplication(): Promise<TestApplication> {
  return startTestService(service, { createDatabase: createDocumentDatabase });
}
