import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as emails from '@app/contracts/email-tasks';
import { userEvents, userRegistered } from '@app/contracts/user-events';
import { newMessage } from '@app/events';
import { openMailer } from '../infrastructure/open-mailer.ts';
import { counted } from '../infrastructure/mail-counts.ts';
import { keepRecipients, sendMails } from '../send-mails.ts';
import { startApplication, type TestApplication } from './application.ts';
import { from } from './mailer-contract.ts';

let app: TestApplication;

before(async () => {
  app = await startApplication();
});

after(() => app.close());

const ada = { email: 'ada@example.com', name: 'Ada' };

test('who registers gets a welcome mail', async () => {
  const task = newMessage(emails.emailQueue, emails.welcome, { subject: randomUUID(), data: ada });
  await work(task);
  const mail = await mailOf(task.id);
  assert.match(String(mail), /^To: Ada <ada@example\.com>$/m);
  assert.match(String(mail), /^Subject: Welcome$/m);
});

test('a mail about an order goes to whom it belongs, once it is known who that is', async () => {
  const userId = randomUUID();
  const task = rejected(userId);
  await assert.rejects(work(task), /is not known yet/);
  assert.equal(await mailOf(task.id), undefined);
  await keepRecipients(app.store)(
    newMessage(userEvents, userRegistered, { subject: userId, data: ada }),
  );
  await work(task);
  assert.match(String(await mailOf(task.id)), /out of stock/);
});

test('a task that comes again sends nothing', async () => {
  let sent = 0;
  const send = async () => {
    sent += 1;
  };
  const mailer = { close: async () => undefined, send };
  const task = newMessage(emails.emailQueue, emails.welcome, { subject: randomUUID(), data: ada });
  const handle = sendMails(app.store, mailer);
  await Promise.all([handle(task), handle(task)]);
  await handle(task);
  assert.equal(sent, 1);
});

test('a mail whose record was lost after it was sent is there once', async () => {
  const task = newMessage(emails.emailQueue, emails.welcome, { subject: randomUUID(), data: ada });
  await work(task);
  await app.store.query('DELETE FROM outbox.received WHERE message_id = $1', [task.id]);
  await work(task);
  const files = (await readdir(app.folder)).filter((name) => name.startsWith(task.id));
  assert.deepEqual(files, [`${task.id}.eml`]);
});

test('mails that were sent, and attempts that failed, are counted', async () => {
  const { sent, failed } = app.store.mails;
  await work(newMessage(emails.emailQueue, emails.welcome, { subject: randomUUID(), data: ada }));
  const broken = { send: () => Promise.reject(new Error('away')), close: async () => undefined };
  const task = newMessage(emails.emailQueue, emails.welcome, { subject: randomUUID(), data: ada });
  await assert.rejects(sendMails(app.store, counted(broken, app.store.mails))(task), /away/);
  assert.deepEqual(app.store.mails, { sent: sent + 1, failed: failed + 1 });
  const metrics = await app.server.inject('/metrics');
  assert.match(metrics.body, new RegExp(`^mails_sent ${sent + 1}$`, 'm'));
});

function rejected(userId: string) {
  const data = { orderId: randomUUID(), userId, reason: 'out_of_stock' as const };
  return newMessage(emails.emailQueue, emails.orderRejected, { subject: data.orderId, data });
}

function work(task: Parameters<ReturnType<typeof sendMails>>[0]) {
  const mailer = openMailer(`file:${app.folder}`, from);
  return sendMails(app.store, counted(mailer, app.store.mails))(task);
}

async function mailOf(id: string): Promise<string | undefined> {
  return readFile(join(app.folder, `${id}.eml`), 'utf8').catch(() => undefined);
}
