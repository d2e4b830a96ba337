import type { Database } from '@app/database';
import type { OrderStatus, RejectionReason } from './domain/order.ts';
import type { FactType, OrderFact } from './domain/order-fact.ts';
import { evolve, type OrderState } from './domain/order-state.ts';
import type { OwnedOrder } from './find-order.ts';
import { type RecordedFact, readFacts } from './infrastructure/order-stream.ts';

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
  const order = changing();
  const changes = (await readFacts(database, id)).map(order.after);
  return order.state()?.userId === userId ? changes : [];
}

/** An order to which one thing after the other happens, from the first on. */
export function changing() {
  let state: OrderState | undefined;
  return {
    state: () => state,
    after(recorded: RecordedFact): Change {
      const { version, recordedAt, type, data, causation } = recorded;
      state = evolve(state, recorded as OrderFact);
      return {
        version,
        at: recordedAt.toISOString(),
        type,
        data,
        ...(causation && { causation }),
        status: state?.status ?? 'pending',
        ...(state?.reason && { reason: state.reason }),
      };
    },
  };
}

/** Whether nothing more happens to an order unless its customer asks for it. */
export function isAtRest({ status }: Pick<Change, 'status'>): boolean {
  return ['confirmed', 'rejected', 'cancelled'].includes(status);
}
