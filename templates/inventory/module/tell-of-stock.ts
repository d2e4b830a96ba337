import { productEvents, stockLevelChanged } from '@app/contracts/product-events';
import type { Database } from '@app/database';
import { publish } from '@app/messaging';
import type { StockLevel } from './domain/stock-level.ts';

/** Tells what there is of products now; call it while their stock is locked. */
export async function tellOfStock(
  transaction: Database,
  levels: readonly StockLevel[],
): Promise<void> {
  for (const { productId: subject, available, count, version } of levels) {
    const data = { available, count, version };
    await publish(transaction, productEvents, stockLevelChanged, { subject, data });
  }
}
