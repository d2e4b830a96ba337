import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { parseEnv } from 'node:util';

/**
 * Makes `.env` from `.env.example` with secrets of its own, or adds the variables that it lacks, and
 * loads it. A value that is there is never changed, and the real environment goes first.
 *
 * @throws Error when a file cannot be read or written
 */
export function ensureEnv(): void {
  const present = existsSync('.env') ? readFileSync('.env', 'utf8') : '';
  const complete = completeEnv(present, readFileSync('.env.example', 'utf8'));
  if (complete !== present) {
    writeFileSync('.env.unfinished', complete, { mode: 0o600 });
    renameSync('.env.unfinished', '.env');
  }
  loadEnvFile('.env');
}

/** The text of `.env` with every variable of the example that it lacks. */
export function completeEnv(present: string, example: string): string {
  if (present === '') return fill(example);
  const known = parseEnv(present);
  const missing = example
    .split(/\n{2,}/)
    .filter((entry) => Object.keys(parseEnv(entry)).some((name) => known[name] === undefined));
  if (missing.length === 0) return present;
  return `${present.trimEnd()}\n\n${missing.map((entry) => fill(`${entry.trim()}\n`)).join('\n')}`;
}

/** Puts a new secret after each `NAME=` that follows a line which says what kind it takes. */
function fill(text: string): string {
  return text.replace(
    /^# generated: (\S+)\n(\w+=)$/gm,
    (_match, kind: string, name: string) => `${name}${generate(kind)}`,
  );
}

function generate(kind: string): string {
  switch (kind) {
    case 'password':
      return randomBytes(18).toString('base64url');
    case 'ed25519-private-key': {
      const { privateKey } = generateKeyPairSync('ed25519');
      return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    }
    default:
      throw new Error(`.env.example asks for a value of an unknown kind: ${kind}`);
  }
}
