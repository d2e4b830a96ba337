import assert from 'node:assert/strict';
import type { Pool } from '@app/database';
import type { Message } from '@app/messages';
import { type Published, published } from '@app/messaging/testing';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { orderReactions } from '../order-reactions.ts';
import { paymentSteps } from '../payment-steps.ts';
import { openBooks, type PaymentBooks } from './payment-books.ts';

/** A message, and the topic that it comes from. */
export interface Sent {
  readonly topic: string;
  readonly message: Message;
}

/** Payments as those see it who take part in an order, and where the money really is. */
export interface OrderPayments extends PaymentBooks {
  /** @param through the provider of the application, or another */
  deliver(sent: Sent, through?: PaymentProvider): Promise<void>;
  /** Delivers a message until it is taken, as the event log does. */
  redeliver(sent: Sent): Promise<void>;
  /** Handles a message, and dies before the transaction that ends it commits. */
  crashOn(sent: Sent): Promise<void>;
  toldOf(orderId: string): Promise<readonly Published[]>;
  /** Types of what was told of an order, without the name of the service. */
  answersTo(orderId: string): Promise<string[]>;
  /** How often settlement was asked to look at once. */
  wakeups(): number;
  moneyOf(orderId: string): Promise<'held' | 'taken' | 'with the customer'>;
}

export async function openOrderPayments(): Promise<OrderPayments> {
  const books = await openBooks();
  let wakeups = 0;
  const settleSoon = () => {
    wakeups += 1;
  };
  // Only who never answers is given up: others may take their time on a busy machine.
  const deliverTo = (pool: Pool, { topic, message }: Sent, provider = books.provider) => {
    const patience = message.body.includes('tok_timeout') ? 500 : 60_000;
    const steps = paymentSteps({ pool, provider, paymentTimeoutMs: patience, settleSoon });
    return orderReactions(steps).handle(message, { topic });
  };
  const toldOf = async (subject: string) =>
    (await published(books.pool)).filter((event) => event.subject === subject);
  return {
    ...books,
    deliver: (sent, through) => deliverTo(books.pool, sent, through),
    async redeliver(sent) {
      for (let attempt = 1; attempt < 8; attempt += 1) {
        const failed = await deliverTo(books.pool, sent).catch((error: Error) => error);
        if (!failed) return;
      }
      await deliverTo(books.pool, sent);
    },
    async crashOn(sent) {
      await assert.rejects(deliverTo(mortal(books.pool), sent));
    },
    toldOf,
    wakeups: () => wakeups,
    answersTo: async (orderId) =>
      (await toldOf(orderId)).map(({ type }) => type.replace('payments.', '')),
    async moneyOf(orderId) {
      const [, state] = await books.statesOf(orderId);
      if (state === 'captured') return 'taken';
      return state === 'authorised' ? 'held' : 'with the customer';
    },
  };
}

/** A store whose process dies before it commits. */
function mortal(pool: Pool): Pool {
  return {
    ...pool,
    transaction: (work) =>
      pool.transaction(async (transaction) => {
        await work(transaction);
        throw new Error('crashed');
      }),
  };
}
