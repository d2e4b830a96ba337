import { defineService, sqlStorage } from '@app/chassis';
import { Email, Type } from '@app/http-server';
import { brokers } from '@app/messaging';
import { withOutbox } from '@app/outbox';
import { createEmail } from './index.ts';
import { withMailCounts } from './infrastructure/mail-counts.ts';
import { isMailUrl, openMailer } from './infrastructure/open-mailer.ts';

const MailUrl = Type.Refine(
  Type.String({ default: 'file:.data/mail' }),
  isMailUrl,
  () => 'must be file:<folder>, smtp://<host> or smtps://<host>',
);

/** Sends mails about accounts and orders. */
export const service = defineService({
  name: 'email',
  settings: Type.Object({
    ...brokers,
    MAIL_URL: MailUrl,
    MAIL_FROM: Type.String({ ...Email, default: 'shop@example.com' }),
  }),
  storage: withMailCounts(
    withOutbox(sqlStorage({ schema: 'email', migrations: `${import.meta.dirname}/migrations` })),
  ),
  create: ({ platform, store, settings }) => {
    const mailer = openMailer(settings.MAIL_URL, settings.MAIL_FROM);
    return createEmail({ ...platform, store, settings, mailer });
  },
});
