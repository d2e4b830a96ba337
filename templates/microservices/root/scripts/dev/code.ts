import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { matters } from './file-changes.ts';

/**
 * Tells one state of what prepares the databases of services from every other: the code of each, that of
 * the packages, and the values of the variables in `.env`, which may be starting data.
 *
 * @returns hexadecimal digits by service
 */
export function codeOf<Name extends string>(services: readonly Name[]): Record<Name, string> {
  const ofAll = createHash('sha256');
  add('packages', ofAll);
  for (const name of Object.keys(parseEnv(readFileSync('.env', 'utf8'))).sort()) {
    ofAll.update(`${name}=${process.env[name]}`);
  }
  const entries = services.map((service) => {
    const hash = ofAll.copy();
    add(`services/${service}`, hash);
    return [service, hash.digest('hex')];
  });
  return Object.fromEntries(entries);
}

function add(folder: string, hash: Hash): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(matters);
  for (const file of files.sort()) hash.update(file).update(readFileSync(`${folder}/${file}`));
}
