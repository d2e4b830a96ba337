import type { Platform as ServicePlatform } from '@app/chassis';
import type { Brokers } from '@app/messaging';
import type { StoreWithOutbox } from '@app/outbox';
import type { Mailer } from './domain/mail.ts';
import type { MailCounts } from './infrastructure/mail-counts.ts';

/** What the service is given. */
export interface Platform extends ServicePlatform {
  readonly store: StoreWithOutbox & { readonly mails: MailCounts };
  readonly settings: Brokers;
  readonly mailer: Mailer;
}
