import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { mailOf } from '../domain/mail.ts';
import { openMailer } from '../infrastructure/open-mailer.ts';
import { deliversMails, from } from './mailer-contract.ts';

const root = await mkdtemp(join(tmpdir(), 'mails-'));
after(() => rm(root, { recursive: true }));

deliversMails(async () => {
  const folder = join(root, 'contract');
  const mailer = openMailer(`file:${folder}`, from);
  return {
    mailer,
    async received() {
      const files = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
      return Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    },
    close: mailer.close,
  };
});

const mail = () =>
  mailOf(
    randomUUID(),
    { address: 'ada@example.com', name: 'Ada' },
    { subject: 'A', paragraphs: [] },
  );

test('one mail is one file, however often and by whomever it is sent', async () => {
  const folder = join(root, 'once');
  const mailers = [1, 2, 3].map(() => openMailer(`file:${folder}`, from));
  const sent = mail();
  await Promise.all(mailers.map((mailer) => mailer.send(sent)));
  await mailers[0]?.send(sent);
  assert.deepEqual((await readdir(folder)).sort(), [`${sent.id}.eml`, 'unfinished']);
  assert.deepEqual(await readdir(join(folder, 'unfinished')), []);
});

test('a mail that is there is left as it is: somebody may have read it', async () => {
  const folder = join(root, 'kept');
  const mailer = openMailer(`file:${folder}`, from);
  const sent = mail();
  await mailer.send(sent);
  await writeFile(join(folder, `${sent.id}.eml`), 'read');
  await mailer.send(sent);
  assert.equal(await readFile(join(folder, `${sent.id}.eml`), 'utf8'), 'read');
});

test('a mail that cannot be written is not sent', async () => {
  await writeFile(join(root, 'a-file'), '');
  await assert.rejects(openMailer(`file:${join(root, 'a-file')}`, from).send(mail()));
});
