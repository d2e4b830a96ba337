import assert from 'node:assert/strict';
import { startApplication, type TestApplication } from '#test/application';
import { authorise } from '../authorise.ts';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { fakePaymentProvider } from '../infrastructure/fake-payment-provider.ts';
import { createSettlement, type Pass } from '../settlement.ts';
import { purchase } from './purchase.ts';

/** Payments as they stand here and at the provider. */
export interface PaymentBooks extends TestApplication {
  readonly provider: PaymentProvider;
  /** What authorising and settling need, with the provider of the application or another. */
  context(through?: PaymentProvider): Parameters<typeof createSettlement>[0];
  /** Asks the provider to hold money for a new order, and gives the order's id. */
  hold(paymentToken: string, expected: string): Promise<string>;
  settle(through?: PaymentProvider, pass?: Pass): Promise<void>;
  /** Where the payment of an order stands here, and at the provider. */
  statesOf(orderId: string): Promise<string[]>;
  /** Lets the time pass that an authorisation has to be confirmed, or a failed step rests. */
  wait(orderId: string): Promise<void>;
}

export const silent = { info() {}, warn() {}, error() {} };

export async function openBooks(): Promise<PaymentBooks> {
  const app = await startApplication();
  const { pool } = app;
  const provider = fakePaymentProvider(pool);
  const context = (through = provider) => ({
    pool,
    provider: through,
    paymentTimeoutMs: 500,
    log: silent,
  });
  return {
    ...app,
    provider,
    context,
    async hold(paymentToken, expected) {
      const request = purchase(paymentToken);
      // Only who never answers is given up: others may take their time on a busy machine.
      const paymentTimeoutMs = paymentToken === 'tok_timeout' ? 500 : 60_000;
      assert.equal(await authorise({ ...context(), paymentTimeoutMs }, request), expected);
      return request.orderId;
    },
    settle: (through, pass) => createSettlement(context(through))(pass),
    async statesOf(orderId) {
      const rows = await pool.query<{ status: string; state: string }>(
        `SELECT payment.status, charge.state FROM payments.payments AS payment
         JOIN payments.fake_provider_charges AS charge ON charge.reference = payment.id
         WHERE order_id = $1`,
        [orderId],
      );
      return rows.flatMap(({ status, state }) => [status, state]);
    },
    async wait(orderId) {
      await pool.query('UPDATE payments.payments SET settle_at = now() WHERE order_id = $1', [
        orderId,
      ]);
    },
  };
}
