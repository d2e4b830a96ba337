import { randomUUID } from 'node:crypto';
import { shipTo } from '../ship-to.ts';

/** Who orders in the shop, as anybody may who can reach it. */
export interface Customer {
  /** Orders one piece of what there is; gives the id of the order. */
  order(): Promise<string>;
}

/** Registers a customer, and signs them in. */
export async function newCustomer(base: string): Promise<Customer> {
  const email = `browser-${randomUUID()}@example.com`;
  const password = randomUUID();
  await ask(base, 'POST', '/api/users', { body: { email, name: 'Browser Test', password } });
  const { access_token } = await ask(base, 'POST', '/api/auth/token', {
    body: { email, password },
  });
  const authorization = `Bearer ${access_token}`;
  const { items } = await ask(base, 'GET', '/api/products?limit=100');
  const product = items.find(({ stock }: { stock: number }) => stock > 0);
  if (!product) throw new Error('the shop has nothing in stock');
  return {
    async order() {
      const placed = await ask(base, 'POST', '/api/orders', {
        headers: { authorization, 'idempotency-key': randomUUID() },
        body: {
          items: [{ productId: product.id, quantity: 1 }],
          paymentToken: 'tok_ok',
          shipTo,
        },
      });
      return placed.id;
    },
  };
}

async function ask(
  base: string,
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: object } = {},
  // biome-ignore lint/suspicious/noExplicitAny: any body is read
): Promise<any> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response.json();
}
