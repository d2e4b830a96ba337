import {
  cutPage,
  decodeCursor,
  Money,
  PageQuery,
  pageOf,
  problems,
  type Routes,
  Timestamp,
  Type,
  Uuid,
} from '@app/http-server';
import type { Platform } from '#platform';
import { type Payment, paymentStatuses } from '../domain/payment.ts';
import { listPayments } from '../infrastructure/payment-store.ts';

const PaymentBody = Type.Object({
  id: Uuid,
  orderId: Uuid,
  total: Money,
  status: Type.Enum([...paymentStatuses]),
  createdAt: Timestamp,
});

const PaymentQuery = Type.Object({
  ...PageQuery.properties,
  orderId: Type.Optional(Uuid),
});

/** `GET /` lists the user's own payments. */
export function paymentRoutes({ replica, authentication }: Platform): Routes {
  return async (server) => {
    server.get(
      '/',
      {
        onRequest: authentication.requireUser,
        schema: {
          tags: ['payments'],
          summary: 'List your payments, newest first',
          security: [{ bearer: [] }],
          querystring: PaymentQuery,
          response: { 200: pageOf(PaymentBody), ...problems(400, 401) },
        },
      },
      async (request) => {
        const { cursor, limit, orderId } = request.query;
        const { userId } = request.principal;
        const before = cursor === undefined ? undefined : decodeCursor(cursor);
        const found = await listPayments(replica, { userId, orderId, before, limit: limit + 1 });
        const { items, nextCursor } = cutPage(found, limit);
        return { items: items.map(toBody), nextCursor };
      },
    );
  };
}

function toBody(payment: Payment) {
  return { ...payment, createdAt: payment.createdAt.toISOString() };
}
