import type { Database } from '@app/database';
import type { OrderStatus, RejectionReason } from './domain/order.ts';
import type { FactType, OrderFact } from './domain/order-fact.ts';
import { evolve, type OrderState } from './domain/order-state.ts';
import type { OwnedOrder } from './find-order.ts';
import { readFacts } from './infrastructure/order-stream.ts';

/** One thing that happened to an order, and what became of it thereby. */
export interface Change {
  /** Counts the changes of an order, from 1. */
  readonly version: number;
  /** When it was recorded, RFC 3339. */
  readonly at: string;
  readonly type: FactType;
  readonly data: OrderFact['data'];
  /** Id of the event of another service that it follows from. */
  readonly causation?: string;
  readonly status: OrderStatus;
  readonly reason?: RejectionReason;
}

/** All that happened to the order of a user, oldest first; nothing for that of another. */
export async function historyOf(
  database: Database,
  { id, userId }: OwnedOrder,
): Promise<readonly Change[]> {
  let order: OrderState | undefined;
  const changes: Change[] = [];
  for (const { fact, version, recordedAt, causation } of await readFacts(database, id)) {
    order = evolve(order, fact);
    if (order?.userId !== userId) return [];
    changes.push({
      version,
      at: recordedAt.toISOString(),
      ...fact,
      ...(causation && { causation }),
      status: order.status,
      ...(order.reason && { reason: order.reason }),
    });
  }
  return changes;
}

/** Whether nothing more happens to an order unless its customer asks for it. */
export function isAtRest({ status }: Pick<Change, 'status'>): boolean {
  return ['confirmed', 'rejected', 'cancelled'].includes(status);
}
