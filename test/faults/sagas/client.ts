import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './record.ts';

/** What one request came to; `status` 0 when no answer came. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: any body is read
  readonly body: any;
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a system from outside. */
export interface Client {
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  /** Asks again, as a careful client does, until an answer has one of the statuses. */
  insist(
    statuses: readonly number[],
    method: string,
    path: string,
    options?: RequestOptions,
  ): Promise<Answer>;
  /** The same client, as someone. */
  as(account: Account): Promise<Client>;
  /** The items of all pages. */
  // biome-ignore lint/suspicious/noExplicitAny: any items are read
  list(path: string): Promise<any[]>;
}

/** Longest wait for an answer, and for one that is wanted, in milliseconds. */
const answerLimitMs = 10_000;
const patienceMs = 240_000;

/** Pauses before asking again, which double, in milliseconds. */
const pauses = { first: 250, longest: 4_000 };

export function clientOf(baseUrl: string, identity: Readonly<Record<string, string>> = {}): Client {
  const request: Client['request'] = async (method, path, { body, headers } = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: { ...type, ...identity, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(answerLimitMs),
      });
      const text = await response.text();
      return { status: response.status, body: parsed(text) };
    } catch {
      return { status: 0, body: undefined };
    }
  };
  const insist: Client['insist'] = async (statuses, method, path, options) => {
    const end = Date.now() + patienceMs;
    for (let pause = pauses.first; ; pause = Math.min(2 * pause, pauses.longest)) {
      const answer = await request(method, path, options);
      if (statuses.includes(answer.status)) return answer;
      // One that is wrong stays so.
      if (Date.now() > end || answer.status === 400) {
        throw new Error(`${method} ${path}: still ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      await sleep(pause);
    }
  };
  return {
    request,
    insist,
    async as(account) {
      const { body } = await insist([200], 'POST', '/api/auth/token', { body: account });
      return clientOf(baseUrl, { authorization: `Bearer ${body.access_token}` });
    },
    async list(path) {
      const items: unknown[] = [];
      const joined = path.includes('?') ? '&' : '?';
      for (let cursor: string | null = ''; cursor !== null; ) {
        const after = cursor ? `&cursor=${cursor}` : '';
        const page = await insist([200], 'GET', `${path}${joined}limit=100${after}`);
        items.push(...page.body.items);
        cursor = page.body.nextCursor;
      }
      return items;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
