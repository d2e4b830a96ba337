import { fileURLToPath } from 'node:url';
import type { Mailer } from '../domain/mail.ts';
import { fileMailer } from './file-mailer.ts';
import { smtpMailer } from './smtp-mailer.ts';

/**
 * Opens what sends mails: `file:<folder>`, `smtp://<host>` or `smtps://<host>`. Nothing is connected
 * until the first mail.
 *
 * @param from the address that mails come from
 */
export function openMailer(url: string, from: string): Mailer {
  if (!url.startsWith('file:')) return smtpMailer(url, from);
  return fileMailer(url.startsWith('file://') ? fileURLToPath(url) : url.slice(5), from);
}

/** Says whether there is something that sends mails to a URL. */
export function isMailUrl(url: string): boolean {
  return (
    /^file:(?!\/\/).|^file:\/\/\/.|^smtps?:\/\/[^/]/.test(url) &&
    (/^file:(?!\/\/)/.test(url) || URL.canParse(url))
  );
}
