import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { Unprocessable } from '@app/messages';
import { SMTPServer } from 'smtp-server';
import { mailOf } from '../domain/mail.ts';
import { openMailer } from '../infrastructure/open-mailer.ts';
import { deliversMails, from } from './mailer-contract.ts';

deliversMails(async () => {
  const { url, received, stop } = await startServer();
  const mailer = openMailer(url, from);
  return {
    mailer,
    received: async () => received,
    async close() {
      await mailer.close();
      await stop();
    },
  };
});

const mail = () =>
  mailOf(
    randomUUID(),
    { address: 'ada@example.com', name: 'Ada' },
    { subject: 'A', paragraphs: [] },
  );

for (const [what, code, forGood] of [
  ['for good', 550, true],
  ['for now', 451, false],
] as const) {
  test(`a recipient whom the server refuses ${what} is ${forGood ? 'given up' : 'tried again'}`, async () => {
    const { url, stop } = await startServer(code);
    const sending = openMailer(url, from).send(mail());
    const message = `the mail server did not take it: ${code}`;
    await assert.rejects(sending, (error: Error) => {
      assert.equal(error.message, message);
      return error instanceof Unprocessable === forGood;
    });
    await stop();
  });
}

test('a mail waits for a server that is away', async () => {
  const { url, stop } = await startServer();
  await stop();
  const sending = openMailer(url, from).send(mail());
  await assert.rejects(sending, { name: 'Error', message: /did not take it: ESOCKET|ECONN/ });
});

/** A server that takes mails, or refuses every recipient with a code. */
async function startServer(refusal?: number) {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, answer) =>
      answer(refusal ? Object.assign(new Error(`no ${address}`), { responseCode: refusal }) : null),
    onData(stream, _session, answer) {
      text(stream).then((raw) => {
        received.push(raw);
        answer();
      }, answer);
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
