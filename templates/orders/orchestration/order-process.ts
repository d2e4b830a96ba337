import type { Authentication } from '@app/auth';
import type { Log } from '@app/chassis';
import type { orderEvents } from '@app/contracts/order-events';
import type { Database, Pool } from '@app/database';
import type { Handlers } from '@app/events';
import { type Routes, repeatInBackground } from '@app/http-server';
import { causes, createSagas, deadlinePass, type Saga, sagaRoutes } from '@app/saga';
import { conclude, confirm, observe } from './domain/decisions.ts';
import type { PlacedOrder } from './domain/order-fact.ts';
import { orderSaga } from './domain/order-saga.ts';
import { changeOrder, requestCancellation } from './order-changes.ts';
import { factOf, type ParticipantEvent } from './participant-fact.ts';
import { type OrderDetails, sendCommand } from './send-command.ts';

/** What carries orders from placed to their end. */
export interface OrderProcess {
  /** Part of the transaction that places an order. */
  begin(transaction: Database, order: PlacedOrder): Promise<void>;
  /** Takes an order back; false when there is nothing to take back any more, or that has begun. */
  cancel(transaction: Database, orderId: string): Promise<boolean>;
  readonly reactions: Handlers<typeof orderEvents, Database>;
  /** Does what is due, while the server listens. */
  inBackground(server: Parameters<Routes>[0]): void;
  /** For operators. */
  readonly mounts: Readonly<Record<string, Routes>>;
}

/**
 * Orchestration: orders leads each order as a saga, by commands. Whatever changes an order later locks
 * its saga first.
 *
 * @param context.deadlineMs how long a participant may be silent
 */
export function createOrderProcess(context: {
  readonly store: Pool;
  readonly log: Log;
  readonly authentication: Authentication;
  readonly deadlineMs: number;
}): OrderProcess {
  const { store: pool, log, authentication, deadlineMs } = context;
  const sagas = createSagas<OrderDetails>(orderSaga(deadlineMs), {
    send: sendCommand,
    turned: noteCancellation,
    ended: endOrder,
  });
  /** What a participant says is in the history of the order before the saga draws its conclusion. */
  const hear = async (event: ParticipantEvent, transaction: Database) => {
    const { id, type, subject: key } = event;
    await sagas.lock(transaction, key);
    await changeOrder(transaction, key, (order) => observe(order, factOf(event)), id);
    await sagas.receive(transaction, { id, type, key });
  };
  return {
    async begin(transaction, { id, ...details }) {
      await sagas.start(transaction, id, details);
    },
    cancel: async (transaction, orderId) =>
      (await sagas.cancel(transaction, orderId, 'cancelled')) === 'applied',
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
    inBackground: (server) => repeatInBackground(server, deadlinePass(pool, sagas, log)),
    mounts: { '/api/sagas': sagaRoutes({ pool, sagas, authentication }) },
  };
}

/** Why a saga turned is in the history already when a participant said so. */
async function noteCancellation(transaction: Database, { key, cause }: Saga): Promise<void> {
  if (cause === causes.timedOut) await requestCancellation(transaction, key, 'timed_out');
  if (cause === causes.aborted || cause === 'cancelled') {
    await requestCancellation(transaction, key, 'cancelled');
  }
}

async function endOrder(transaction: Database, { key, state }: Saga): Promise<void> {
  await changeOrder(transaction, key, state === 'completed' ? confirm : conclude);
}
