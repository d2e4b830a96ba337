import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Too many ask at once; answered as 503, since the same request may work later. */
export class TooManyPasswords extends Error {
  readonly statusCode = 503;

  constructor() {
    super('too many passwords are being checked');
    this.name = 'TooManyPasswords';
  }
}

/**
 * Hashes a password with scrypt. The cost is stored in the hash, so that raising it later keeps old
 * hashes valid.
 *
 * Source: OWASP Password Storage Cheat Sheet (N = 2^14, r = 8, p = 5: 16 MiB).
 *
 * @throws TooManyPasswords
 * @returns `$scrypt$ln=14,r=8,p=5$<salt>$<hash>` (PHC string format)
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, current);
  const { ln, r, p } = current;
  return `$scrypt$ln=${ln},r=${r},p=${p}$${encode(salt)}$${encode(hash)}`;
}

/**
 * Says whether a password is the one that was hashed.
 *
 * @throws Error when the text is not a hash of ours; TooManyPasswords
 */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const { cost, salt, hash } = parse(stored);
  return timingSafeEqual(await derive(password, salt, cost), hash);
}

interface Cost {
  /** Base-2 logarithm of the CPU and memory cost. */
  readonly ln: number;
  /** Block size. */
  readonly r: number;
  /** Parallelisation. */
  readonly p: number;
}

const current: Cost = { ln: 14, r: 8, p: 5 };
const hashBytes = 32;
const format = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

/** Hashes at once, most of them waiting; a flood beyond that would keep everyone from signing in. */
const mostAtOnce = 32;

let atOnce = 0;

// On the thread pool of the process, which runs four at a time.
const scryptAsync = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

async function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  if (atOnce >= mostAtOnce) throw new TooManyPasswords();
  const N = 2 ** ln;
  // Twice what scrypt needs: the limit refuses the exact need.
  const options = { N, r, p, maxmem: 2 * 128 * N * r };
  atOnce += 1;
  try {
    return await scryptAsync(password.normalize('NFKC'), salt, hashBytes, options);
  } finally {
    atOnce -= 1;
  }
}

function parse(stored: string): { cost: Cost; salt: Buffer; hash: Buffer } {
  const [, ln, r, p, salt = '', hash = ''] = format.exec(stored) ?? [];
  if (!ln) throw new Error('a stored password hash is not a scrypt hash');
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
