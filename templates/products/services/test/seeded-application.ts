import { startApplication, type TestApplication } from '#test/application';
import { service } from '../service.ts';

/** The service with the products that it starts with. */
export async function startSeeded(): Promise<TestApplication & { seed(): Promise<void> }> {
  const app = await startApplication();
  const seed = async () => service.seed?.(app.store, process.env);
  await seed();
  return { ...app, seed };
}
