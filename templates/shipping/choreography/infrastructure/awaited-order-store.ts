import type { Database } from '@app/database';
import type { Address, Consignment } from '../domain/shipment.ts';

/** What is known of an order so far. */
export interface AwaitedOrder {
  readonly consignment?: Consignment | undefined;
  /** Whether its stock is reserved, after which it is shipped. */
  readonly inStock: boolean;
}

/** Adds to what is known of an order; whoever learns more of it meanwhile waits. */
export async function learnOfOrder(
  transaction: Database,
  orderId: string,
  { consignment, inStock = false }: Partial<AwaitedOrder>,
): Promise<AwaitedOrder> {
  const rows = await transaction.query<Row>(
    `INSERT INTO shipping.awaited_orders AS known (order_id, user_id, ship_to, in_stock)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (order_id) DO UPDATE
     SET user_id = COALESCE(known.user_id, EXCLUDED.user_id),
         ship_to = COALESCE(known.ship_to, EXCLUDED.ship_to),
         in_stock = known.in_stock OR EXCLUDED.in_stock
     RETURNING user_id, ship_to, in_stock`,
    [
      orderId,
      consignment?.userId ?? null,
      consignment ? JSON.stringify(consignment.shipTo) : null,
      inStock,
    ],
  );
  const [{ user_id: userId, ship_to: shipTo, in_stock }] = rows as [Row];
  return {
    consignment: userId !== null && shipTo !== null ? { userId, shipTo } : undefined,
    inStock: in_stock,
  };
}

interface Row {
  user_id: string | null;
  ship_to: Address | null;
  in_stock: boolean;
}
