import { setTimeout as pause } from 'node:timers/promises';
import { Unprocessable } from '@app/messages';
import { createTransport } from 'nodemailer';
import type { Mailer } from '../domain/mail.ts';
import { envelopeOf } from './envelope.ts';

/** Longest wait for the server in milliseconds: less than the 20 s that Postgres lets a transaction idle. */
const timeoutMs = 15_000;

/** Hands each mail to a server by SMTP. One that the server refuses for good is Unprocessable. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs / 3,
    greetingTimeout: timeoutMs / 3,
    socketTimeout: timeoutMs,
  });
  return {
    async send(mail) {
      const sent = transport.sendMail(envelopeOf(mail, from));
      await withinTime(sent).catch(rethrow);
    },
    close: async () => transport.close(),
  };
}

async function withinTime(work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  const tooLong = async () => {
    await pause(timeoutMs, undefined, { signal: done.signal });
    throw new Error('the mail server took too long');
  };
  try {
    await Promise.race([work, tooLong()]);
  } finally {
    done.abort();
  }
}

/** Answers of the server quote addresses, and reasons are shown to more people than mails. */
function rethrow(error: { code?: string; responseCode?: number }): never {
  const { code = 'no code', responseCode = 0 } = error;
  const reason = `the mail server did not take it: ${responseCode || code}`;
  const forGood = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  throw forGood ? new Unprocessable(reason) : new Error(reason, { cause: error });
}
