import type { Log } from '@app/chassis';
import type { orderEvents } from '@app/contracts/order-events';
import type { Database, Pool } from '@app/database';
import type { Handlers } from '@app/events';
import { type Routes, repeatInBackground } from '@app/http-server';
import { giveUpOverdue } from './deadlines.ts';
import { conclusionOf } from './domain/conclusion.ts';
import { type Decision, observe } from './domain/decisions.ts';
import type { PlacedOrder } from './domain/order-fact.ts';
import { evolve, type OrderState } from './domain/order-state.ts';
import { setDeadline } from './infrastructure/deadline-store.ts';
import { changeOrder, requestCancellation } from './order-changes.ts';
import { factOf, type ParticipantEvent } from './participant-fact.ts';

/** What carries orders from placed to their end. */
export interface OrderProcess {
  /** Part of the transaction that places an order. */
  begin(transaction: Database, order: PlacedOrder): Promise<void>;
  /** Takes an order back; false when there is nothing to take back any more, or that has begun. */
  cancel(transaction: Database, orderId: string): Promise<boolean>;
  readonly reactions: Handlers<typeof orderEvents, Database>;
  /** Does what is due, while the server listens. */
  inBackground(server: Parameters<Routes>[0]): void;
}

/**
 * Choreography: every service reacts to what the others say. Orders notes what it hears, and says when
 * an order has all it needs, or all was undone; and it takes back orders of which nothing is heard.
 *
 * @param context.deadlineMs how long an order may be pending
 */
export function createOrderProcess(context: {
  readonly store: Pool;
  readonly log: Log;
  readonly deadlineMs: number;
}): OrderProcess {
  return {
    begin: (transaction, { id }) => setDeadline(transaction, id, context.deadlineMs),
    cancel: (transaction, orderId) => requestCancellation(transaction, orderId, 'cancelled'),
    reactions: {
      'payments.payment-reserved': hear,
      'payments.payment-declined': hear,
      'payments.payment-released': hear,
      'inventory.stock-reserved': hear,
      'inventory.stock-unavailable': hear,
      'inventory.stock-released': hear,
      'shipping.shipment-created': hear,
      'shipping.shipment-failed': hear,
      'shipping.shipment-cancelled': hear,
    },
    inBackground: (server) => repeatInBackground(server, (how) => giveUpOverdue(context, how)),
  };
}

async function hear(event: ParticipantEvent, transaction: Database): Promise<void> {
  await changeOrder(
    transaction,
    event.subject,
    (order) => {
      const observed = observe(order, factOf(event));
      return [...observed, ...conclusionOf(withDecision(order, observed))];
    },
    event.id,
  );
}

/** An order with a decision carried out. */
function withDecision(order: OrderState, decision: Decision): OrderState {
  return decision.reduce((before, fact) => evolve(before, fact) ?? before, order);
}
