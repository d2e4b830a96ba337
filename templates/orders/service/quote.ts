import { products } from '@app/contracts/products';
import { askOrRecall } from '@app/service-client';
import type { Platform } from '#platform';
import type { BasketItem } from './domain/basket.ts';
import type { Money, OrderLine } from './domain/order.ts';
import { Refused } from './domain/refusal.ts';
import { totalOf } from './domain/total.ts';

export interface Quote {
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  /** Who says so: products, or what products said when it was last asked. */
  readonly source: 'products' | 'cache';
}

/** For how long a price may stand in while products is away, in seconds: one day. */
const keepSeconds = 24 * 60 * 60;

/**
 * Prices a basket. While products is away, at the prices that were last heard: a quote binds nobody,
 * and an order is placed at the prices of products alone.
 *
 * @throws Refused; CalleeUnavailable when not all prices are known
 */
export async function quote(
  context: Pick<Platform, 'cache' | 'connect'>,
  items: readonly BasketItem[],
): Promise<Quote> {
  const { value: lines, source } = await askOrRecall(
    () => currentLines(context, items),
    () => lastKnownLines(context, items),
  );
  return { lines, total: totalOf(lines), source: source === 'cache' ? 'cache' : 'products' };
}

async function currentLines(
  { cache, connect }: Pick<Platform, 'cache' | 'connect'>,
  items: readonly BasketItem[],
): Promise<readonly OrderLine[]> {
  const call = { params: {}, body: { items: [...items] } };
  const { status, body } = await connect('products').send(products.quote, call);
  if (status === 422) {
    throw new Refused({
      reason: 'unknown_product',
      detail: body.detail,
      productId: body.productId,
    });
  }
  await Promise.all(
    body.lines.map(({ productId, name, price }) =>
      cache.set(cacheKey(productId), { name, price }, keepSeconds),
    ),
  );
  return body.lines;
}

/** Undefined unless every product is known. */
async function lastKnownLines(
  { cache }: Pick<Platform, 'cache'>,
  items: readonly BasketItem[],
): Promise<readonly OrderLine[] | undefined> {
  const lines = await Promise.all(
    items.map(async (item) => {
      const known = await cache.get<Pick<OrderLine, 'name' | 'price'>>(cacheKey(item.productId));
      return known && { ...item, ...known };
    }),
  );
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

function cacheKey(productId: string): string {
  return `product:${productId}`;
}
