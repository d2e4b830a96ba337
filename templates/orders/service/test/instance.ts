import { randomUUID } from 'node:crypto';
import type { AnyEndpoint } from '@app/contracts';
import { payments } from '@app/contracts/payments';
import { products } from '@app/contracts/products';
import type { Database, Pool } from '@app/database';
import type { ServiceClient } from '@app/service-client';
import type { TestApplication } from '#test/application';
import type { OrderContext, OrderRequest } from '../place-order.ts';
import { createTakeSteps } from '../take-steps.ts';
import { shipTo } from './shop.ts';

/** A point in the work of an instance: around a call to another service, or around the commit. */
export type Moment = `${'before' | 'after'} ${CallName | 'commit'}`;

type CallName = keyof typeof products | keyof typeof payments;

/** Thrown at a moment, it ends the instance there: nothing that it tries afterwards has an effect. */
class Crash extends Error {
  constructor(moment: Moment) {
    super(`crashed ${moment}`);
    this.name = 'Crash';
  }
}

/** One instance of the service, beside others on the same database. */
export type Instance = OrderContext & { readonly paymentTimeoutMs: number };

/** @param at told each moment that is reached, and waited for; what it throws happens there */
export function startInstance(
  app: TestApplication,
  at: (moment: Moment) => Promise<void> | void = () => undefined,
): Instance {
  let crash: Crash | undefined;
  const reach = async (moment?: Moment) => {
    if (crash) throw crash;
    try {
      if (moment) await at(moment);
    } catch (error) {
      if (error instanceof Crash) crash = error;
      throw error;
    }
  };
  const context = {
    pool: watchedPool(app.pool, reach),
    connect: (callee: string) => watchedClient(app.connect(callee), reach),
    log: { info() {}, warn() {}, error() {} },
    paymentTimeoutMs: 500,
  };
  return { ...context, takeSteps: createTakeSteps(context) };
}

/** An instance that dies at a moment. */
export function startMortal(app: TestApplication, last: Moment): Instance {
  return startInstance(app, (moment) => {
    if (moment === last) throw new Crash(last);
  });
}

/** Orders the only piece of a new product. */
export function newRequest(app: TestApplication): OrderRequest & { readonly product: string } {
  const price = { amount: 250, currency: 'EUR' };
  const product = app.products.add({ name: 'Mug', price, stock: 1 });
  const items = [{ productId: product, quantity: 1 }];
  return { userId: randomUUID(), items, paymentToken: 'tok_ok', shipTo, product };
}

/** Lets the time pass after which an order is given up, and a step tried again. */
export async function timePasses({ pool }: TestApplication): Promise<void> {
  await pool.query('UPDATE orders.intents SET due_at = now()');
}

/** Orders of a user that were placed. */
export function ordersOf({ pool }: TestApplication, userId: string): Promise<{ status: string }[]> {
  return pool.query('SELECT status FROM orders.orders WHERE user_id = $1', [userId]);
}

/** What other services still have to do, for each order for which there is something. */
export async function stepsDue({ pool }: TestApplication): Promise<string[]> {
  const rows = await pool.query<{ steps: string[] }>('SELECT steps FROM orders.intents');
  return rows.map(({ steps }) => steps.join());
}

type Reach = (moment?: Moment) => Promise<void>;

function watchedClient(client: ServiceClient, reach: Reach): ServiceClient {
  return {
    async send(endpoint, call) {
      await reach(`before ${nameOf(endpoint)}`);
      const answer = await client.send(endpoint, call);
      await reach(`after ${nameOf(endpoint)}`);
      return answer;
    },
  };
}

function nameOf(endpoint: AnyEndpoint): CallName {
  const named = Object.entries({ ...products, ...payments });
  const [name] = named.find(([, one]) => (one as AnyEndpoint) === endpoint) ?? [];
  return name as CallName;
}

function watchedPool(pool: Pool, reach: Reach): Pool {
  return {
    ...pool,
    async query(sql, values) {
      await reach();
      return pool.query(sql, values);
    },
    async transaction(work) {
      await reach();
      let placesOrder = false;
      const result = await pool.transaction(async (transaction) => {
        const done = await work(watchedTransaction(transaction, () => (placesOrder = true)));
        if (placesOrder) await reach('before commit');
        return done;
      });
      if (placesOrder) await reach('after commit');
      return result;
    },
  };
}

function watchedTransaction(transaction: Database, onOrder: () => void): Database {
  return {
    async query(sql, values) {
      if (sql.includes('INSERT INTO orders.orders')) onOrder();
      return transaction.query(sql, values);
    },
  };
}
