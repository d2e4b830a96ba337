import { parties } from '@app/chassis';
import type { SendMailOptions } from 'nodemailer';
import type { Mail } from '../domain/mail.ts';

/**
 * A mail with its headers. The Message-ID is that of the mail: who gets it twice can tell.
 *
 * @param from the address it comes from
 */
export function envelopeOf({ id, to, subject, text, html }: Mail, from: string): SendMailOptions {
  return {
    messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    from: { name: parties.issuer, address: from },
    to,
    subject,
    text,
    html,
    // Out-of-office replies to it make no sense: RFC 3834.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
