import type { Storage } from '@app/chassis';
import type { Mailer } from '../domain/mail.ts';

/** Attempts of this process to send a mail. */
export interface MailCounts {
  sent: number;
  failed: number;
}

/** Adds counts of mails to what a service keeps, and to its metrics. */
export function withMailCounts<Store extends object>(
  storage: Storage<Store>,
): Storage<Store & { readonly mails: MailCounts }> {
  return {
    prepare: (options) => storage.prepare(options),
    open(url, log) {
      const mails: MailCounts = { sent: 0, failed: 0 };
      const opened = storage.open(url, log);
      return {
        ...opened,
        store: { ...opened.store, mails },
        gauges: {
          ...opened.gauges,
          mails_sent: { help: 'Mails sent since the start', read: () => mails.sent },
          mails_failed: {
            help: 'Attempts to send a mail that failed since the start',
            read: () => mails.failed,
          },
        },
      };
    },
  };
}

/** The same mailer, which counts. */
export function counted(mailer: Mailer, counts: MailCounts): Mailer {
  return {
    ...mailer,
    async send(mail) {
      try {
        await mailer.send(mail);
        counts.sent += 1;
      } catch (error) {
        counts.failed += 1;
        throw error;
      }
    },
  };
}
