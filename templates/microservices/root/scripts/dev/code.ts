import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { matters } from './file-changes.ts';

/**
 * Tells one state of what prepares the database of a service from every other: its code, that of the
 * packages, and the values of the variables in `.env`, which may be starting data.
 *
 * @returns hexadecimal digits
 */
export function codeOf(service: string): string {
  const hash = createHash('sha256');
  for (const folder of ['packages', `services/${service}`]) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(matters);
    for (const file of files.sort()) hash.update(file).update(readFileSync(`${folder}/${file}`));
  }
  for (const name of Object.keys(parseEnv(readFileSync('.env', 'utf8'))).sort()) {
    hash.update(`${name}=${process.env[name]}`);
  }
  return hash.digest('hex');
}
