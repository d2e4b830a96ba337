import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { Message } from '@app/messages';
import type { Mailer } from '../domain/mail.ts';
import { openMailer } from '../infrastructure/open-mailer.ts';
import { sendMails } from '../send-mails.ts';
import { service } from '../service.ts';
import { from } from './mailer-contract.ts';

/** Run by `crashes.test.ts` as a process of its own: does a task, and is killed at some point. */
const [, , url = '', folder = '', task = '', point = ''] = process.argv;

const die = () => process.kill(process.pid, 'SIGKILL');

if (point === 'before the mail has its name') {
  fs.rename = async () => void die();
  syncBuiltinESMExports();
}

const mailer = openMailer(`file:${folder}`, from);
const dying: Mailer = {
  ...mailer,
  async send(mail) {
    if (point === 'before the mail is written') die();
    await mailer.send(mail);
    if (point === 'before the record of the mail is committed') die();
  },
};
const { store } = service.storage.open(url, console);
await sendMails(store, dying)(JSON.parse(task) as Message);
die();
