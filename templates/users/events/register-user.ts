import { emailQueue, welcome } from '@app/contracts/email-tasks';
import { userEvents, userRegistered } from '@app/contracts/user-events';
import type { Database, Pool } from '@app/database';
import { enqueue, publish } from '@app/messaging';
import type { Registration, User } from './domain/user.ts';
import { insertUser, upsertUser } from './infrastructure/user-store.ts';

/**
 * Stores a new user, tells of it, and asks for a welcome mail: all of it or nothing. Nothing is given
 * back when the email is taken.
 */
export function registerUser(pool: Pool, registration: Registration): Promise<User | undefined> {
  return pool.transaction(async (transaction) => {
    const user = await insertUser(transaction, registration);
    if (!user) return undefined;
    await tellOf(transaction, user);
    const { id: subject, email, name } = user;
    await enqueue(transaction, emailQueue, welcome, { subject, data: { email, name } });
    return user;
  });
}

/** Stores an administrator and tells of it once; one that is there gets this name, password and roles. */
export function registerAdministrator(pool: Pool, registration: Registration): Promise<void> {
  return pool.transaction(async (transaction) => {
    const user = await insertUser(transaction, registration);
    if (user) await tellOf(transaction, user);
    else await upsertUser(transaction, registration);
  });
}

async function tellOf(transaction: Database, { id: subject, email, name }: User): Promise<void> {
  await publish(transaction, userEvents, userRegistered, { subject, data: { email, name } });
}
