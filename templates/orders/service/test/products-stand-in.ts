import { randomUUID } from 'node:crypto';
import type { AnswerTo } from '@app/contracts';
import { products } from '@app/contracts/products';
import { Problem, type Routes } from '@app/http-server';
import type { ServiceClient } from '@app/service-client';
import { stubCallee, when } from '@app/service-client/testing';
import type { BasketItem } from '../domain/basket.ts';
import type { Money } from '../domain/order.ts';

/** Stands in for the service products: what orders relies on, in memory. */
export interface ProductsStandIn {
  readonly client: ServiceClient;
  /** The public API, as far as the tests use it. */
  readonly routes: Routes;
  add(product: NewProduct): string;
  stockOf(productId: string): number | undefined;
}

interface NewProduct {
  readonly name: string;
  readonly price: Money;
  readonly stock: number;
}

type Reserved = AnswerTo<typeof products.reserve>;
type Lines = Extract<Reserved, { status: 200 }>['body']['lines'];

export function productsStandIn(): ProductsStandIn {
  const catalogue = new Map<string, { name: string; price: Money; stock: number }>();
  const reservations = new Map<string, Lines | 'released'>();

  function linesOf(items: readonly BasketItem[]): Lines | string {
    const unknown = items.find(({ productId }) => !catalogue.has(productId));
    if (unknown) return unknown.productId;
    return items.map(({ productId, quantity }) => {
      const { name, price } = catalogue.get(productId) as NewProduct;
      return { productId, quantity, name, price };
    });
  }

  function reserve(orderId: string, items: readonly BasketItem[]): Reserved {
    const before = reservations.get(orderId);
    if (before === 'released') return { status: 409, body: released };
    if (before) return { status: 200, body: { lines: before } };
    const lines = linesOf(items);
    if (typeof lines === 'string') return { status: 422, body: unknownProduct(lines) };
    const scarce = lines.find(({ productId, quantity }) => stockOf(productId) < quantity);
    if (scarce) return { status: 409, body: outOfStock(scarce.productId) };
    move(lines, -1);
    reservations.set(orderId, lines);
    return { status: 200, body: { lines } };
  }

  function release(orderId: string): void {
    const before = reservations.get(orderId);
    if (before && before !== 'released') move(before, 1);
    reservations.set(orderId, 'released');
  }

  function move(lines: Lines, direction: 1 | -1): void {
    for (const { productId, quantity } of lines) {
      const product = catalogue.get(productId);
      if (product) product.stock += direction * quantity;
    }
  }

  function stockOf(productId: string): number {
    return catalogue.get(productId)?.stock ?? 0;
  }

  function add({ name, price, stock }: NewProduct): string {
    const id = randomUUID();
    catalogue.set(id, { name, price, stock });
    return id;
  }

  const client = stubCallee(
    when(products.reserve).answers(({ params, body }) => reserve(params.orderId, body.items)),
    when(products.release).answers(({ params }) => {
      release(params.orderId);
      return { status: 204, body: null };
    }),
    when(products.quote).answers(({ body }) => {
      const lines = linesOf(body.items);
      return typeof lines === 'string'
        ? { status: 422, body: unknownProduct(lines) }
        : { status: 200, body: { lines } };
    }),
  );

  const routes: Routes = async (server) => {
    server.post('/', async ({ body }) => ({ id: add(body as NewProduct) }));
    server.get('/:id', async ({ params }) => {
      const product = catalogue.get((params as { id: string }).id);
      if (!product) throw new Problem(404, 'product-not-found', 'There is no such product.');
      return product;
    });
  };

  return { client, routes, add, stockOf: (id) => catalogue.get(id)?.stock };
}

const released = {
  type: 'urn:problem:reservation-released',
  detail: 'The reservation was released before.',
} as const;

function outOfStock(productId: string) {
  return { type: 'urn:problem:out-of-stock', detail: 'There is not enough.', productId } as const;
}

function unknownProduct(productId: string) {
  return { type: 'urn:problem:unknown-product', detail: 'There is none.', productId } as const;
}
