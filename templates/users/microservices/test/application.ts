import { startTestService, type TestService } from '@app/chassis/testing';
import type { Pool } from '@app/database';
import { service } from '../service.ts';

/** The service as its tests see it. */
export interface TestApplication extends TestService<Pool> {
  readonly pool: Pool;
}

/** The whole service on a database of its own: all that is real but the socket. */
export async function startApplication(): Promise<TestApplication> {
  const started = await startTestService(service);
  return { ...started, pool: started.store };
}
