import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mail that was written to the folder. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** That it tells of. */
  readonly order: string | undefined;
}

/** Reads the mails of a folder. */
export function readMails(folder: string): Mail[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return files.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll(/=\r?\n/g, '');
    const header = (field: string) => new RegExp(`^${field}: (.*)$`, 'm').exec(text)?.[1]?.trim();
    return {
      to: header('To')?.match(/[^\s<]+@[^\s>]+/)?.[0] ?? '',
      subject: header('Subject') ?? '',
      order: /order ([0-9a-f-]{36})/.exec(text)?.[1],
    };
  });
}
