import type { Database } from '@app/database';
import { defineProjection, type View } from '@app/event-store';
import type { Money } from '../domain/order.ts';
import { orderStream } from './order-stream.ts';

/** What was sold of a product. */
export interface ProductSales {
  /** Of the product. */
  readonly id: string;
  /** The name that it was last sold under. */
  readonly name: string;
  /** Pieces, on all these days. */
  readonly quantity: number;
  /** Days on which it was sold, oldest first; a day with two currencies is there twice. */
  readonly days: { readonly day: string; readonly quantity: number; readonly total: Money }[];
}

/** Days in UTC, such as `2026-11-25`; both count. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/**
 * What was sold, for how much, on the day on which its order was confirmed. A cancelled order was never
 * sold: its pieces are taken off the day that they counted for.
 */
export const sales = defineProjection({
  name: 'sales',
  version: 1,
  tables: ['orders.sales', 'orders.sales_lines'],
  streams: [orderStream],
  handlers: {
    'orders.order-placed': async ({ subject, data }, { transaction, build }) => {
      await transaction.query(
        `INSERT INTO orders.sales_lines
           (build, order_id, product_id, currency, name, quantity, amount)
         SELECT $1, $2, "productId", price->>'currency', name, quantity,
           quantity * (price->>'amount')::bigint
         FROM jsonb_to_recordset($3)
           AS items ("productId" uuid, name text, quantity bigint, price jsonb)`,
        [build, subject, JSON.stringify(data.items)],
      );
    },
    'orders.order-confirmed': async ({ subject, recordedAt }, { transaction, build }) => {
      await transaction.query(
        `WITH sold AS (
           UPDATE orders.sales_lines SET sold_on = $3 WHERE build = $1 AND order_id = $2 RETURNING *
         )
         INSERT INTO orders.sales AS sales
           (build, day, product_id, currency, name, quantity, amount)
         SELECT build, sold_on, product_id, currency, name, quantity, amount FROM sold
         ON CONFLICT (build, day, product_id, currency) DO UPDATE SET
           name = excluded.name,
           quantity = sales.quantity + excluded.quantity,
           amount = sales.amount + excluded.amount`,
        [build, subject, dayOf(recordedAt)],
      );
    },
    'orders.order-cancelled': ({ subject }, view) => takeOff(view, subject),
    'orders.order-rejected': ({ subject }, view) => takeOff(view, subject),
  },
});

async function takeOff({ transaction, build }: View, orderId: string): Promise<void> {
  await transaction.query(
    `WITH unsold AS (
       DELETE FROM orders.sales_lines WHERE build = $1 AND order_id = $2 RETURNING *
     )
     UPDATE orders.sales AS sales SET
       quantity = sales.quantity - unsold.quantity,
       amount = sales.amount - unsold.amount
     FROM unsold
     WHERE sales.build = unsold.build AND sales.day = unsold.sold_on
       AND sales.product_id = unsold.product_id AND sales.currency = unsold.currency`,
    [build, orderId],
  );
}

/** The day of a time, in UTC. */
function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/**
 * Products that were sold in a period, by their ids, as far as the projection has come.
 *
 * @param page.after id of the last product of the page before
 */
export async function listSales(
  database: Database,
  { from, to }: Period,
  page: { after: string | undefined; limit: number },
): Promise<ProductSales[]> {
  return database.query<ProductSales & { [column: string]: unknown }>(
    `SELECT product_id AS id, (array_agg(name ORDER BY day DESC))[1] AS name,
       sum(quantity)::bigint AS quantity,
       jsonb_agg(
         jsonb_build_object(
           'day', day,
           'quantity', quantity,
           'total', jsonb_build_object('amount', amount, 'currency', currency)
         ) ORDER BY day, currency
       ) AS days
     FROM orders.sales
     WHERE build = event_store.live_build('sales') AND quantity > 0
       AND day BETWEEN $1 AND $2 AND ($3::uuid IS NULL OR product_id > $3)
     GROUP BY product_id ORDER BY product_id LIMIT $4`,
    [from, to, page.after, page.limit],
  );
}
