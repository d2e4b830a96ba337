import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
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
  const unfinished = join(folder, 'unfinished');
  return {
    async send(mail) {
      const file = join(folder, `${mail.id}.eml`);
      if (!(await exists(file))) {
        const { message } = await composer.sendMail(envelopeOf(mail, from));
        await mkdir(unfinished, { recursive: true });
        const part = join(unfinished, `${mail.id}.${randomUUID()}`);
        await writeThrough(part, message as Buffer);
        await rename(part, file).catch(unlessExists(file));
      }
      await removePartsOf(mail.id);
    },
    close: async () => composer.close(),
  };

  /** Those that a crash has left, of a mail that is there. */
  async function removePartsOf(id: string): Promise<void> {
    const parts = await readdir(unfinished).catch(() => []);
    const left = parts.filter((name) => name.startsWith(`${id}.`));
    await Promise.all(left.map((name) => rm(join(unfinished, name), { force: true })));
  }
}

/** Who sends the same mail at the same time, and is done first, removes the parts of the others. */
function unlessExists(file: string) {
  return async (error: unknown): Promise<void> => {
    if (!(await exists(file))) throw error;
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
