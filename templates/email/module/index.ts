import { emailQueue } from '@app/contracts/email-tasks';
import { userEvents } from '@app/contracts/user-events';
import { exchangeMessages } from '@app/messaging';
import type { Module } from '#module';
import type { Platform } from '#platform';
import { counted } from './infrastructure/mail-counts.ts';
import { keepRecipients, sendMails } from './send-mails.ts';

/** Sends mails to users. It serves nobody over HTTP: tasks say what to send, events to whom. */
export function createEmail({ store, settings, log, mailer }: Platform): Module {
  return {
    mounts: {
      '': async (server) => {
        exchangeMessages(server, {
          service: 'email',
          settings,
          store,
          log,
          events: { topics: [userEvents], handle: keepRecipients(store) },
          tasks: { queue: emailQueue, handle: sendMails(store, counted(mailer, store.mails)) },
        });
        server.addHook('onClose', () => mailer.close());
      },
    },
  };
}
