import { startApplication, type TestApplication } from '#test/application';
import { seed } from '../seed.ts';

/** The application with the products that it starts with. */
export async function startSeeded(): Promise<TestApplication & { seed(): Promise<void> }> {
  const app = await startApplication();
  await seed(app.pool);
  return { ...app, seed: () => seed(app.pool) };
}
