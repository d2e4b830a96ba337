import type { Database } from '@app/database';
import type { Item } from '../domain/item.ts';

/** What is known of an order so far. */
export interface AwaitedOrder {
  readonly items: readonly Item[] | null;
  /** Whether its payment is reserved, after which stock is. */
  readonly paid: boolean;
}

/** Adds to what is known of an order; whoever learns more of it meanwhile waits. */
export async function learnOfOrder(
  transaction: Database,
  orderId: string,
  { items = null, paid = false }: Partial<AwaitedOrder>,
): Promise<AwaitedOrder> {
  const rows = await transaction.query<AwaitedOrder>(
    `INSERT INTO inventory.awaited_orders AS known (order_id, items, paid) VALUES ($1, $2, $3)
     ON CONFLICT (order_id) DO UPDATE
     SET items = COALESCE(known.items, EXCLUDED.items), paid = known.paid OR EXCLUDED.paid
     RETURNING items, paid`,
    [orderId, items && JSON.stringify(items), paid],
  );
  const [known] = rows as [AwaitedOrder];
  return known;
}
