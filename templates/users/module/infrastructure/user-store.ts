import type { Role } from '@app/auth';
import type { Database } from '@app/database';
import type { Registration, User } from '../domain/user.ts';

/** A user with what sign-in has to check. */
export interface Credentials {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
}

/** Stores a new user; nothing is stored, and nothing given back, when the email is taken. */
export async function insertUser(
  database: Database,
  { email, name, passwordHash, roles }: Registration,
): Promise<User | undefined> {
  const rows = await database.query<UserRow>(
    `INSERT INTO users.users (email, name, password_hash, roles)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (email) DO NOTHING
     RETURNING id, email, name, roles, created_at`,
    [email, name, passwordHash, roles],
  );
  return rows.map(toUser)[0];
}

/** Stores a user, or gives the one with that email this name, password and roles. */
export async function upsertUser(
  database: Database,
  { email, name, passwordHash, roles }: Registration,
): Promise<void> {
  await database.query(
    `INSERT INTO users.users (email, name, password_hash, roles)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (email) DO UPDATE
     SET name = EXCLUDED.name, password_hash = EXCLUDED.password_hash, roles = EXCLUDED.roles`,
    [email, name, passwordHash, roles],
  );
}

export async function findUser(database: Database, id: string): Promise<User | undefined> {
  const rows = await database.query<UserRow>(
    'SELECT id, email, name, roles, created_at FROM users.users WHERE id = $1',
    [id],
  );
  return rows.map(toUser)[0];
}

/** @param email normalised */
export async function findCredentials(
  database: Database,
  email: string,
): Promise<Credentials | undefined> {
  const [row] = await database.query<{ id: string; roles: Role[]; password_hash: string }>(
    'SELECT id, roles, password_hash FROM users.users WHERE email = $1',
    [email],
  );
  return row && { id: row.id, roles: row.roles, passwordHash: row.password_hash };
}

interface UserRow {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  created_at: Date;
}

function toUser({ created_at, ...user }: UserRow): User {
  return { ...user, createdAt: created_at };
}
