import { randomUUID } from 'node:crypto';
import { startApplication, type TestApplication } from '#test/application';

/** A customer's access token. */
export interface Customer {
  readonly authorization: string;
}

/** What a test changes in the usual order. */
export interface OrderOptions {
  readonly paymentToken?: string;
  readonly key?: string;
}

/** The running application as a customer and its books see it. */
export interface Shop extends TestApplication {
  /** Adds a product to the catalogue and gives its id. */
  addProduct(product: { stock: number; currency?: string }): Promise<string>;
  stockOf(productId: string): Promise<number>;
  /** Orders so many of some products. */
  order(
    customer: Customer,
    quantities: Readonly<Record<string, number>>,
    options?: OrderOptions,
  ): ReturnType<Shop['request']>;
  /** Sends a request as a customer. */
  request(
    customer: Customer,
    method: 'GET' | 'POST',
    url: string,
    options?: { payload?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** How many charges the payment provider has, by state. */
  charges(): Promise<Record<string, number>>;
}

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read any body
  json(): any;
}

export const shipTo = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postcode: 'SW1Y 4JH',
  country: 'GB',
};

/** What each piece costs in this shop, in minor units. */
export const price = 250;

export async function openShop(): Promise<Shop> {
  const app = await startApplication();
  const admin = await app.signIn('admin');
  const request: Shop['request'] = ({ authorization }, method, url, options = {}) =>
    app.server.inject({
      method,
      url,
      headers: { authorization, ...options.headers },
      ...(options.payload === undefined ? {} : { payload: options.payload as object }),
    });
  return {
    ...app,
    request,
    async addProduct({ stock, currency = 'EUR' }) {
      const sku = `TEST-${randomUUID().slice(0, 8).toUpperCase()}`;
      const payload = { sku, name: 'Mug', price: { amount: price, currency }, stock };
      return (await request(admin, 'POST', '/api/products', { payload })).json().id;
    },
    async stockOf(productId) {
      return (await request(admin, 'GET', `/api/products/${productId}`)).json().stock;
    },
    order(customer, quantities, { paymentToken = 'tok_ok', key = randomUUID() } = {}) {
      const items = Object.entries(quantities).map(([productId, quantity]) => ({
        productId,
        quantity,
      }));
      return request(customer, 'POST', '/api/orders', {
        headers: { 'idempotency-key': key },
        payload: { items, paymentToken, shipTo },
      });
    },
    async charges() {
      const rows = await app.pool.query<{ state: string; count: number }>(
        'SELECT state, count(*) AS count FROM payments.fake_provider_charges GROUP BY state',
      );
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    },
  };
}
