import type { Database } from '@app/database';
import type { BasketItem } from '../domain/basket.ts';
import type { Money, OrderLine } from '../domain/order.ts';
import { Refused } from '../domain/refusal.ts';

/** What products said last of a product. */
export interface Listing {
  readonly name: string;
  readonly price: Money;
}

/**
 * Keeps what products says of a product, in the place of what it said before.
 *
 * @param said.version what was said of an older one changes nothing
 */
export async function list(
  transaction: Database,
  productId: string,
  { name, price, version }: Listing & { readonly version: number },
): Promise<void> {
  await transaction.query(
    `INSERT INTO orders.catalogue AS listing
       (product_id, name, price_amount, price_currency, version)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (product_id) DO UPDATE SET
       name = EXCLUDED.name,
       price_amount = EXCLUDED.price_amount,
       price_currency = EXCLUDED.price_currency,
       version = EXCLUDED.version
     WHERE listing.version < EXCLUDED.version`,
    [productId, name, price.amount, price.currency, version],
  );
}

/**
 * Prices a basket at what products said last.
 *
 * @throws Refused when one of them was never heard of
 */
export async function price(
  database: Database,
  items: readonly BasketItem[],
): Promise<readonly OrderLine[]> {
  const listings = await listingsOf(
    database,
    items.map(({ productId }) => productId),
  );
  return items.map(({ productId, quantity }) => {
    const listing = listings.get(productId);
    if (!listing) {
      const detail = `There is no product ${productId}.`;
      throw new Refused({ reason: 'unknown_product', detail, productId });
    }
    return { productId, quantity, ...listing };
  });
}

async function listingsOf(
  database: Database,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, Listing>> {
  const rows = await database.query<{ id: string; name: string; amount: number; currency: string }>(
    `SELECT product_id AS id, name, price_amount AS amount, price_currency AS currency
     FROM orders.catalogue WHERE product_id = ANY ($1)`,
    [productIds],
  );
  return new Map(
    rows.map(({ id, name, amount, currency }) => [id, { name, price: { amount, currency } }]),
  );
}
