import type { AnswerTo } from '@app/contracts';
import { payments } from '@app/contracts/payments';
import type { Routes } from '@app/http-server';
import type { ServiceClient } from '@app/service-client';
import { stubCallee, when } from '@app/service-client/testing';
import type { Money } from '../domain/order.ts';

/** Stands in for the service payments: what orders relies on, in memory. */
export interface PaymentsStandIn {
  readonly client: ServiceClient;
  /** The public API, as far as the tests use it. */
  readonly routes: Routes;
  /** Where the payment of an order stands. */
  statusOf(orderId: string): Status | undefined;
  /** Where the payments of a user stand. */
  statusesOf(userId: string): Status[];
  /** How many charges the payment provider has, by state. */
  charges(): Record<string, number>;
}

type Status = 'authorising' | 'declined' | 'captured' | 'voided' | 'refunded';

interface Payment {
  status: Status;
  /** Undefined for a void without an authorisation. */
  readonly asked: Authorisation | undefined;
}

interface Authorisation {
  readonly userId: string;
  readonly paymentToken: string;
  readonly total: Money;
}

/** What the payment provider makes of a token; declines the rest. */
const answers: Readonly<Record<string, 'authorised' | 'unavailable'>> = {
  tok_ok: 'authorised',
  tok_error: 'authorised',
  tok_timeout: 'unavailable',
};

export function paymentsStandIn(): PaymentsStandIn {
  const book = new Map<string, Payment>();

  function authorise(orderId: string, asked: Authorisation) {
    const answer = answers[asked.paymentToken] ?? 'declined';
    const payment = book.get(orderId) ?? {
      status: answer === 'declined' ? answer : 'authorising',
      asked,
    };
    book.set(orderId, payment);
    const { status } = payment;
    if (status === 'voided' || status === 'refunded') return wrongState;
    return { status: 200, body: { status: answer } } as const;
  }

  /** Moves a payment that is in one of these states, and is content with one that is there already. */
  function decide(
    orderId: string,
    from: readonly Status[],
    to: Status,
    content: readonly Status[],
  ) {
    const payment = book.get(orderId);
    if (payment && from.includes(payment.status)) payment.status = to;
    else if (!payment || !content.includes(payment.status)) return wrongState;
    return { status: 200, body: { status: 'done' } } as const;
  }

  const client = stubCallee(
    when(payments.authorise).answers(({ params, body }) => authorise(params.orderId, body)),
    when(payments.capture).answers(({ params }) =>
      decide(params.orderId, ['authorising'], 'captured', ['captured', 'refunded']),
    ),
    when(payments.void).answers(({ params }) => {
      if (!book.has(params.orderId))
        book.set(params.orderId, { status: 'voided', asked: undefined });
      return decide(params.orderId, ['authorising'], 'voided', ['voided', 'declined']);
    }),
    when(payments.refund).answers(({ params }) =>
      decide(params.orderId, ['authorising', 'captured'], 'refunded', ['refunded']),
    ),
  );

  const routes: Routes = async (server) => {
    server.get('/', async ({ query }) => {
      const payment = book.get((query as { orderId: string }).orderId);
      return { items: payment ? [{ status: payment.status, total: payment.asked?.total }] : [] };
    });
  };

  return {
    client,
    routes,
    statusOf: (orderId) => book.get(orderId)?.status,
    statusesOf: (userId) =>
      [...book.values()]
        .filter(({ asked }) => asked?.userId === userId)
        .map(({ status }) => status),
    charges() {
      const counts: Record<string, number> = {};
      for (const { status } of book.values()) {
        const state = stateAtProvider[status];
        counts[state] = (counts[state] ?? 0) + 1;
      }
      return counts;
    },
  };
}

const stateAtProvider: Readonly<Record<Status, string>> = {
  authorising: 'authorised',
  declined: 'declined',
  captured: 'captured',
  voided: 'reversed',
  refunded: 'reversed',
};

const wrongState: Extract<AnswerTo<typeof payments.capture>, { status: 409 }> = {
  status: 409,
  body: { type: 'urn:problem:payment-state', detail: 'The payment is in no state for this.' },
};
