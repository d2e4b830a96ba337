import type { Pool } from '@app/database';
import { hashPassword } from './infrastructure/password-hash.ts';
import { upsertUser } from './infrastructure/user-store.ts';

/**
 * Makes the administrator `admin@example.com`, or sets its password to that of the environment.
 *
 * @throws Error when ADMIN_PASSWORD is not set
 */
export async function seed(pool: Pool, environment: NodeJS.ProcessEnv): Promise<void> {
  const password = environment.ADMIN_PASSWORD;
  if (!password) throw new Error('ADMIN_PASSWORD is not set: the seed gives it to the admin user');
  await upsertUser(pool, {
    email: 'admin@example.com',
    name: 'Administrator',
    passwordHash: await hashPassword(password),
    roles: ['admin'],
  });
}
