import { productEvents } from '@app/contracts/product-events';
import { inSharedTransaction } from '@app/messaging';
import type { StoreWithOutbox } from '@app/outbox';
import { showStockLevel } from './infrastructure/stock-level-store.ts';

/** Shows as stock what the inventory has. */
export function followInventory(store: StoreWithOutbox) {
  return inSharedTransaction(store, 'products', productEvents, {
    'inventory.stock-level-changed': ({ subject, data }, transaction) =>
      showStockLevel(transaction, subject, data),
  });
}
