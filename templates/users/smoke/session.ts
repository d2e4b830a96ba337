import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where the system is called. */
export const baseUrl = process.env.BASE_URL ?? `http://127.0.0.1:${process.env.PORT || 8080}`;

/** Calls the running system. A body is sent as JSON; where the rate is limited, it waits its turn. */
export async function call(
  method: string,
  path: string,
  { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch(unanswered);
  if (response.status !== 429) return response;
  const seconds = Number(response.headers.get('retry-after') ?? 1);
  console.log(`RATE_LIMIT_PER_MINUTE is used up: going on in ${seconds} s`);
  await sleep(1000 * seconds);
  return call(method, path, { body, ...(headers && { headers }) });
}

function unanswered(cause: unknown): never {
  const where = `nothing answers at ${baseUrl}`;
  throw new Error(`${where}: npm run dev or npm run up starts it, on PORT`, { cause });
}

/** Someone who can sign in. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

/** Headers that carry an access token. */
export type Session = { authorization: string };

/** Registers a customer whom nothing else knows. */
export async function signUp(): Promise<Account> {
  const account = { email: `smoke-${randomUUID()}@example.com`, password: randomUUID() };
  const response = await call('POST', '/api/users', { body: { ...account, name: 'Smoke Test' } });
  if (response.status !== 201) throw new Error(`cannot register: ${await response.text()}`);
  return account;
}

export async function signIn(account: Account): Promise<Session> {
  const response = await call('POST', '/api/auth/token', { body: account });
  if (response.status !== 200) throw new Error(`cannot sign in: ${await response.text()}`);
  const token = (await response.json()) as { access_token: string };
  return { authorization: `Bearer ${token.access_token}` };
}

/** Signs the seeded administrator in, with the password from the environment or from `.env`. */
export function signInAdmin(): Promise<Session> {
  const password = process.env.ADMIN_PASSWORD;
  if (!password) throw new Error('ADMIN_PASSWORD is neither in the environment nor in .env');
  return signIn({ email: 'admin@example.com', password });
}
