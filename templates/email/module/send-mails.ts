import { emailQueue } from '@app/contracts/email-tasks';
import { userEvents } from '@app/contracts/user-events';
import type { Database } from '@app/database';
import { inSharedTransaction, inTransaction } from '@app/messaging';
import type { StoreWithOutbox } from '@app/outbox';
import {
  cancelledLetter,
  confirmedLetter,
  rejectedLetter,
  welcomeLetter,
} from './domain/letters.ts';
import { type Letter, type Mailer, mailOf } from './domain/mail.ts';
import { findRecipient, keepRecipient } from './infrastructure/recipient-store.ts';

/** Keeps where mails to users go. */
export function keepRecipients(store: StoreWithOutbox) {
  return inSharedTransaction(store, 'email', userEvents, {
    'users.user-registered': ({ subject, data: { email, name } }, transaction) =>
      keepRecipient(transaction, subject, { address: email, name }),
  });
}

/**
 * Does the tasks of the queue. A mail leaves before its record is committed: after a crash in between it
 * is sent again, under the same id.
 */
export function sendMails(store: StoreWithOutbox, mailer: Mailer) {
  return inTransaction(store, 'email', emailQueue, {
    'email.welcome': ({ id, data: { email, name } }) =>
      mailer.send(mailOf(id, { address: email, name }, welcomeLetter())),
    'email.order-confirmed': ({ id, data }, transaction) =>
      sendToUser(transaction, data.userId, id, confirmedLetter(data)),
    'email.order-rejected': ({ id, data }, transaction) =>
      sendToUser(transaction, data.userId, id, rejectedLetter(data)),
    'email.order-cancelled': ({ id, data }, transaction) =>
      sendToUser(transaction, data.userId, id, cancelledLetter(data)),
  });

  async function sendToUser(database: Database, userId: string, id: string, letter: Letter) {
    const recipient = await findRecipient(database, userId);
    // The registration comes another way, and may be later: the queue tries again.
    if (!recipient) throw new Error(`user ${userId} is not known yet`);
    await mailer.send(mailOf(id, recipient, letter));
  }
}
