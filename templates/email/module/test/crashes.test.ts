import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '@app/chassis/testing';
import { emailQueue, welcome } from '@app/contracts/email-tasks';
import { newMessage } from '@app/events';
import { openMailer } from '../infrastructure/open-mailer.ts';
import { sendMails } from '../send-mails.ts';
import { service } from '../service.ts';
import { from } from './mailer-contract.ts';

let database: TestDatabase;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mails-'));
  database = await createTestDatabase();
  const { ownerUrl, url: appUrl } = database;
  await service.storage.prepare({ ownerUrl, appUrl, log: () => undefined });
});

after(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

for (const [point, left] of [
  ['before the mail is written', 0],
  ['before the mail has its name', 0],
  ['before the record of the mail is committed', 1],
  ['before the task is acknowledged', 1],
] as const) {
  test(`a worker killed ${point} neither loses it nor sends it twice`, async () => {
    const data = { email: 'ada@example.com', name: 'Ada' };
    const task = newMessage(emailQueue, welcome, { subject: randomUUID(), data });
    await killedAt(point, task);
    const sent = async () => (await readdir(folder)).filter((name) => name.startsWith(task.id));
    assert.equal((await sent()).length, left);
    // The queue gives what was not acknowledged to somebody else.
    await work(task);
    await work(task);
    assert.deepEqual(await sent(), [`${task.id}.eml`]);
    const parts = await readdir(join(folder, 'unfinished')).catch(() => []);
    assert.deepEqual(parts, []);
  });
}

type Task = ReturnType<typeof newMessage>;

async function killedAt(point: string, task: Task): Promise<void> {
  const program = join(import.meta.dirname, 'dying-worker.ts');
  const worker = fork(program, [database.url, folder, JSON.stringify(task), point]);
  const [, signal] = await once(worker, 'exit');
  assert.equal(signal, 'SIGKILL', 'it ended by itself');
}

async function work(task: Task): Promise<void> {
  const { store, close } = service.storage.open(database.url, console);
  try {
    await sendMails(store, openMailer(`file:${folder}`, from))(task);
  } finally {
    await close();
  }
}
