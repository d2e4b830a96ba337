import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mailer } from '../domain/mail.ts';
import { envelopeOf } from './envelope.ts';

/**
 * Writes each mail to a file of a folder, named by its id. One that is there is not written again, and
 * each appears as a whole: a crash at any point leaves one file for a mail or none.
 */
export function fileMailer(folder: string, from: string): Mailer {
  const composer = createTransport({ streamTransport: true, buffer: true });
  return {
    async send(mail) {
      const file = join(folder, `${mail.id}.eml`);
      if (await exists(file)) return;
      const { message } = await composer.sendMail(envelopeOf(mail, from));
      await mkdir(folder, { recursive: true });
      const part = join(folder, `${mail.id}.${randomUUID()}.part`);
      await writeThrough(part, message as Buffer);
      await rename(part, file);
    },
    close: async () => composer.close(),
  };
}

/** Writes to the disk, not to memory only. */
async function writeThrough(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
