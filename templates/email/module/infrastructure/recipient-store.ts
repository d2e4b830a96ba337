import type { Database } from '@app/database';
import type { Recipient } from '../domain/mail.ts';

/** Keeps where mails to a user go. */
export async function keepRecipient(
  database: Database,
  userId: string,
  { address, name }: Recipient,
): Promise<void> {
  await database.query(
    `INSERT INTO email.recipients (user_id, address, name) VALUES ($1, $2, $3)
     ON CONFLICT (user_id) DO UPDATE SET address = EXCLUDED.address, name = EXCLUDED.name`,
    [userId, address, name],
  );
}

export async function findRecipient(
  database: Database,
  userId: string,
): Promise<Recipient | undefined> {
  const [row] = await database.query<{ address: string; name: string }>(
    'SELECT address, name FROM email.recipients WHERE user_id = $1',
    [userId],
  );
  return row;
}
