import type { Adjusted, Adjustment } from '@app/documents';
import type { NewProduct } from '../domain/product.ts';
import { isSettled } from '../domain/reservation.ts';
import type { Attempt, Stock } from '../domain/stock-keeping.ts';
import type { Store } from '../store.ts';

export interface Memory {
  /**
   * How long a product remembers what a settled reservation did with it, in milliseconds. An attempt
   * that is held up for longer has to be begun again; nothing else depends on it.
   */
  readonly keepMs: number;
  /** Forgets when there are so many to forget. */
  readonly batch: number;
}

const defaults: Memory = { keepMs: 5_000, batch: 10 };

/** Stock as a number in the document of a product, which remembers what was done to it. */
export function stockOf(store: Store, memory: Memory = defaults): Stock {
  const adjust = async (product: string, adjustment: Adjustment<NewProduct>) => {
    const { outcome, recorded } = await store.products.adjust(product, adjustment);
    await forgetSettled(store, memory, product, recorded);
    return outcome;
  };
  return {
    async take({ productId, quantity }, attempt) {
      const outcome = await adjust(productId, taking(quantity, attempt));
      return outcome === 'absent' ? 'short' : outcome;
    },
    undo: ({ productId, quantity }, attempt) =>
      store.products.undo(productId, taking(quantity, attempt)),
    async giveBack({ productId, quantity }, { orderId, since }) {
      const operation = `${orderId}${giving}`;
      const outcome = await adjust(productId, { operation, field: 'stock', by: quantity, since });
      return outcome === 'late' ? 'late' : 'done';
    },
  };
}

/** Follows the id of the order in the name of the operation that gives its stock back. */
const giving = '/back';

function taking(quantity: number, { orderId, since }: Attempt): Adjustment<NewProduct> {
  return { operation: orderId, field: 'stock', by: -quantity, since };
}

/**
 * Lets a product forget what was done for reservations that have been settled for a while, so that it
 * does not grow without end. What is unfinished is kept, however old.
 */
async function forgetSettled(
  { products, reservations }: Store,
  { keepMs, batch }: Memory,
  product: string,
  recorded: Adjusted['recorded'],
): Promise<void> {
  const before = Date.now() - keepMs;
  const old = recorded.filter(({ since }) => since < before).map(({ operation }) => operation);
  if (old.length < batch) return;
  const orderOf = (operation: string) => operation.replace(giving, '');
  const found = await reservations.findMany([...new Set(old.map(orderOf))]);
  const settled = found.filter((found) => isSettled(found) && found.since < before);
  const orders = new Set(settled.map(({ id }) => id));
  const forgotten = old.filter((operation) => orders.has(orderOf(operation)));
  if (forgotten.length === 0) return;
  await products.forget(product, forgotten, Math.max(...settled.map(({ since }) => since)));
}
