import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from './system.ts';
import { shipTo } from '../ship-to.ts';

/** What one request came to; `status` 0 when no answer came. */
export interface Outcome {
  readonly status: number;
  /** Milliseconds. */
  readonly ms: number;
  // biome-ignore lint/suspicious/noExplicitAny: scenarios read any body
  readonly body: any;
}

/** A running shop as a customer sees it. */
export interface Shop {
  request(method: string, path: string, options?: RequestOptions): Promise<Outcome>;
  /** Orders a piece of the product; the same key is the same order. */
  order(key?: string): Promise<Outcome>;
  quote(): Promise<Outcome>;
  /** Pieces of the product that are left. */
  stock(): Promise<number>;
  /** Ids of all orders of the customer. */
  orders(): Promise<string[]>;
  /** How many payments of the customer there are, by status. */
  payments(): Promise<Record<string, number>>;
  readonly product: string;
}

interface RequestOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export const initialStock = 100_000;

/** Signs a new customer in and adds a product that only they buy. */
export async function openShop(system: System): Promise<Shop> {
  const request = requester(system.baseUrl);
  const admin = await signIn(request, 'admin@example.com', system.adminPassword);
  const email = `fault-${randomUUID()}@example.com`;
  const password = randomUUID();
  await request('POST', '/api/users', { body: { email, name: 'Fault Test', password } });
  const customer = await signIn(request, email, password);
  const sku = `FAULT-${randomUUID().slice(0, 8).toUpperCase()}`;
  const price = { amount: 250, currency: 'EUR' };
  const body = { sku, name: 'Mug', price, stock: initialStock };
  const added = await request('POST', '/api/products', { headers: admin, body });
  if (added.status !== 201) throw new Error(`cannot add a product: ${JSON.stringify(added)}`);
  const product = added.body.id as string;
  const items = [{ productId: product, quantity: 1 }];
  const asCustomer = (method: string, path: string, options: RequestOptions = {}) =>
    request(method, path, { ...options, headers: { ...customer, ...options.headers } });
  return {
    product,
    request: asCustomer,
    order: (key = randomUUID()) =>
      asCustomer('POST', '/api/orders', {
        headers: { 'idempotency-key': key },
        body: { items, paymentToken: 'tok_ok', shipTo },
      }),
    quote: () => asCustomer('POST', '/api/orders/quote', { body: { items } }),
    async stock() {
      // An administrator's answer comes from no cache.
      const { body: found } = await request('GET', `/api/products/${product}`, { headers: admin });
      return found.stock;
    },
    orders: async () => (await everyPage(asCustomer, '/api/orders')).map(({ id }) => id),
    async payments() {
      const counts: Record<string, number> = {};
      for (const { status } of await everyPage(asCustomer, '/api/payments')) {
        counts[status] = (counts[status] ?? 0) + 1;
      }
      return counts;
    },
  };
}

type Request = Shop['request'];

/** Longest wait for an answer, in milliseconds. */
const answerLimitMs = 15_000;

function requester(baseUrl: string): Request {
  return async (method, path, { body, headers } = {}) => {
    const started = performance.now();
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: { ...type, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(answerLimitMs),
      });
      const text = await response.text();
      return { status: response.status, ms: performance.now() - started, body: parsed(text) };
    } catch {
      return { status: 0, ms: performance.now() - started, body: undefined };
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function signIn(request: Request, email: string, password: string) {
  const { status, body } = await request('POST', '/api/auth/token', { body: { email, password } });
  if (status !== 200) throw new Error(`cannot sign in: ${status} ${JSON.stringify(body)}`);
  return { authorization: `Bearer ${body.access_token}` };
}

async function everyPage(request: Request, path: string) {
  const items: { id: string; status: string }[] = [];
  let cursor: string | null = null;
  do {
    const query = cursor === null ? '?limit=100' : `?limit=100&cursor=${cursor}`;
    const { status, body } = await request('GET', `${path}${query}`);
    if (status !== 200) throw new Error(`cannot list ${path}: ${status}`);
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

/** Repeats a request with the same key until it is answered for good, as a careful client does. */
export async function until(
  attempt: () => Promise<Outcome>,
  done: (outcome: Outcome) => boolean,
  limitMs: number,
): Promise<Outcome> {
  const end = Date.now() + limitMs;
  for (;;) {
    const outcome = await attempt();
    if (done(outcome)) return outcome;
    if (Date.now() > end) {
      throw new Error(
        `still ${outcome.status} ${JSON.stringify(outcome.body)} after ${limitMs} ms`,
      );
    }
    await sleep(250);
  }
}

/** Runs so many pieces of work, a few at a time. */
export async function inParallel<Result>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const indices = Array.from({ length: count }, (_, index) => index).values();
  const worker = async () => {
    for (const index of indices) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
