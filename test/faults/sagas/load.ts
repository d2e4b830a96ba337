import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, clientOf } from './client.ts';
import type { Random } from './random.ts';
import type { Account, PlacedOrder, Product } from './record.ts';

/** Customers who order, and what they can order. */
export interface Market {
  readonly admin: Account;
  readonly customers: readonly Account[];
  readonly products: readonly Product[];
}

/** A kind of order: what is asked for, and how it may end. */
interface Kind {
  readonly name: string;
  /** How many of a hundred orders are of this kind. */
  readonly share: number;
  readonly token?: string;
  readonly postcode?: string;
  readonly product?: 'scarce';
  readonly quantity?: number;
  readonly cancel?: boolean;
  readonly ends: readonly string[];
}

const kinds: readonly Kind[] = [
  { name: 'ok', share: 44, ends: ['confirmed'] },
  { name: 'cancelled', share: 16, cancel: true, ends: ['cancelled'] },
  { name: 'declined', share: 10, token: 'tok_declined', ends: ['payment_declined'] },
  { name: 'error', share: 6, token: 'tok_error', ends: ['confirmed'] },
  // Who is killed while the provider is silent asks again, and hears at once that the money is held.
  { name: 'timeout', share: 2, token: 'tok_timeout', ends: ['confirmed', 'payment_unavailable'] },
  { name: 'scarce', share: 6, product: 'scarce', ends: ['confirmed', 'out_of_stock'] },
  { name: 'too many', share: 6, product: 'scarce', quantity: 100, ends: ['out_of_stock'] },
  { name: 'nowhere', share: 10, postcode: '00000', ends: ['shipping_failed'] },
];

/** Any order may end so: when nothing was heard for too long, or the provider's books, a table, were away. */
const givenUp = ['timed_out', 'payment_unavailable'];

/** Pieces of products; of the last one there are too few. */
const stocks = [10_000, 10_000, 10_000, 5];

/** Signs customers up, adds products, and waits until all services know of them. */
export async function openMarket(
  baseUrl: string,
  adminPassword: string,
  random: Random,
): Promise<Market> {
  const admin = { email: 'admin@example.com', password: adminPassword };
  const administrator = await clientOf(baseUrl).as(admin);
  const customers: Account[] = [];
  for (let count = 0; count < 8; count += 1) customers.push(await signUp(baseUrl, random));
  const products: Product[] = [];
  for (const stock of stocks) {
    const sku = `FAULT-${random.uuid().slice(0, 8).toUpperCase()}`;
    const price = { amount: 100 + random.below(10_000), currency: 'EUR' };
    const body = { sku, name: 'Mug', price, stock };
    const added = await administrator.insist([201], 'POST', '/api/products', { body });
    products.push({ id: added.body.id, stock });
    await administrator.insist([200], 'GET', `/api/inventory/${added.body.id}`);
  }
  return { admin, customers, products };
}

/** Registers a customer; an answer that was lost is asked for again. */
export async function signUp(baseUrl: string, random: Random): Promise<Account> {
  const id = random.uuid();
  const account = { email: `fault-${id}@example.com`, password: id };
  const body = { ...account, name: 'Fault Test' };
  await clientOf(baseUrl).insist([201, 409], 'POST', '/api/users', { body });
  return account;
}

/**
 * Places so many orders of all kinds, spread over a time, and cancels some of them.
 *
 * @param overMs milliseconds from the first order to the last
 */
export async function placeOrders(
  baseUrl: string,
  market: Market,
  random: Random,
  { count, overMs }: { readonly count: number; readonly overMs: number },
): Promise<PlacedOrder[]> {
  const clients = new Map<string, Client>();
  for (const account of market.customers) {
    clients.set(account.email, await clientOf(baseUrl).as(account));
  }
  const drawn = Array.from({ length: count }, (_, index) => kindAt(index));
  const started = Date.now();
  const plans = random.shuffled(drawn).map((kind, index) => {
    const customer = random.pick(market.customers).email;
    const plan = planOf(kind, market.products, random);
    const pauseMs = random.pick([0, 300, 1_500, 5_000]);
    return { kind, customer, plan, pauseMs, at: started + (overMs * index) / count };
  });
  return inParallel(plans, async ({ kind, customer, plan, pauseMs, at }) => {
    await sleep(Math.max(0, at - Date.now()));
    const client = clients.get(customer) as Client;
    const { body } = await client.insist([202], 'POST', '/api/orders', plan.request);
    const placed = { ...plan.placed, id: body.id as string, customer, kind: kind.name };
    if (!kind.cancel) return { ...placed, cancelled: false };
    await sleep(pauseMs);
    const path = `/api/orders/${placed.id}/cancel`;
    const { status } = await client.insist([202, 409], 'POST', path);
    return { ...placed, cancelled: status === 202 };
  });
}

/** Orders in hand at a time: they are customers, not an attack. */
const atOnce = 16;

async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Kinds in their shares, the same for each hundred. */
function kindAt(index: number): Kind {
  // 37 shares no factor with 100: also of fewer orders, some are of each kind.
  let place = (37 * index) % 100;
  for (const kind of kinds) {
    if (place < kind.share) return kind;
    place -= kind.share;
  }
  throw new Error('the shares are less than 100 together');
}

function planOf(kind: Kind, products: readonly Product[], random: Random) {
  const product = (kind.product ? products.at(-1) : random.pick(products.slice(0, -1))) as Product;
  const quantity = kind.quantity ?? 1 + (kind.product ? 0 : random.below(5));
  const body = {
    items: [{ productId: product.id, quantity }],
    paymentToken: kind.token ?? 'tok_ok',
    shipTo: {
      name: 'Ada Lovelace',
      line1: '12 St James Square',
      city: 'London',
      postcode: kind.postcode ?? 'SW1Y 4JH',
      country: 'GB',
    },
  };
  return {
    request: { body, headers: { 'idempotency-key': random.uuid() } },
    placed: { product: product.id, quantity, ends: [...kind.ends, ...givenUp] },
  };
}
