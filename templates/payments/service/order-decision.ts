import type { Database, Pool } from '@app/database';
import { dueStep, type PaymentStatus } from './domain/payment.ts';
import {
  findPayment,
  refundInAnyOrder,
  voidPayment,
} from './infrastructure/order-payment-store.ts';
import { confirmPayment } from './infrastructure/payment-store.ts';
import type { Settle } from './settlement.ts';

/** What orders decides about the money that is held for an order. */
export type Decision = 'capture' | 'void' | 'refund';

interface Context {
  readonly pool: Pool;
  readonly settle: Settle;
}

/**
 * Records a decision for good, and carries it out: at once, or later where that fails. May be repeated,
 * and a capture may arrive after its refund.
 *
 * @returns whether it is carried out already; undefined when it cannot follow what was decided before
 */
export async function decide(
  { pool, settle }: Context,
  decision: Decision,
  orderId: string,
): Promise<'due' | 'done' | undefined> {
  const { record, leadsTo } = effects[decision];
  const recorded = await pool.transaction(async (transaction) => {
    await record(transaction, orderId);
    return (await findPayment(transaction, orderId))?.status;
  });
  if (!recorded || !leadsTo.includes(recorded)) return undefined;
  await settle({ orderId });
  const settled = await findPayment(pool, orderId);
  return settled && dueStep(settled.status) ? 'due' : 'done';
}

interface Effect {
  record(transaction: Database, orderId: string): Promise<unknown>;
  /** Where the payment stands once it is recorded, now or before. */
  readonly leadsTo: readonly PaymentStatus[];
}

const givenBack: readonly PaymentStatus[] = ['refunding', 'refunded'];

const effects: Readonly<Record<Decision, Effect>> = {
  capture: { record: confirmPayment, leadsTo: ['authorised', 'captured', ...givenBack] },
  void: { record: voidPayment, leadsTo: ['declined', 'voiding', 'voided'] },
  refund: { record: refundInAnyOrder, leadsTo: givenBack },
};
