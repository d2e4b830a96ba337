import { routeOf } from '@app/contracts';
import { payments } from '@app/contracts/payments';
import { Problem, type Routes } from '@app/http-server';
import type { Platform } from '#platform';
import { authorise } from '../authorise.ts';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { type Decision, decide } from '../order-decision.ts';
import type { Settle } from '../settlement.ts';

const decisions: readonly Decision[] = ['capture', 'void', 'refund'];

/** The payment of an order, for the service orders. */
export function orderPaymentRoutes(
  context: Platform & { readonly provider: PaymentProvider; readonly settle: Settle },
): Routes {
  const onRequest = context.requireCaller('orders');
  return async (server) => {
    server.route({
      ...routeOf(payments.authorise),
      onRequest,
      async handler({ params, body }) {
        const status = await authorise(context, { ...params, ...body });
        if (status === 'given-back') throw stateProblem('The money was given back before.');
        return { status };
      },
    });
    for (const decision of decisions) {
      server.route({
        ...routeOf(payments[decision]),
        onRequest,
        async handler({ params }) {
          const status = await decide(context, decision, params.orderId);
          if (!status) throw stateProblem(`The payment is in no state for a ${decision}.`);
          return { status };
        },
      });
    }
  };
}

function stateProblem(detail: string): Problem {
  return new Problem(409, 'payment-state', detail);
}
