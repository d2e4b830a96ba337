import { Money, Uuid } from '@app/http-server';
import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';

const OrderId = Type.Object({ orderId: Uuid });

const Basket = Type.Object({
  /** Each product once. */
  items: Type.Array(Type.Object({ productId: Uuid, quantity: Type.Integer({ minimum: 1 }) }), {
    minItems: 1,
  }),
});

/** What is asked for with its current name and price, in the order asked for. */
const Lines = Type.Object({
  lines: Type.Array(
    Type.Object({
      productId: Uuid,
      quantity: Type.Integer({ minimum: 1 }),
      name: Type.String(),
      price: Money,
    }),
  ),
});

/** The members of a problem document on which a caller relies. */
const UnknownProduct = Type.Object({
  type: Type.Enum(['urn:problem:unknown-product']),
  detail: Type.String(),
  productId: Uuid,
});

const NotReserved = Type.Union([
  Type.Object({
    type: Type.Enum(['urn:problem:out-of-stock']),
    detail: Type.String(),
    productId: Uuid,
  }),
  // It was released before: a reservation that arrives late takes nothing.
  Type.Object({ type: Type.Enum(['urn:problem:reservation-released']), detail: Type.String() }),
]);

/** What the service products offers to other services. */
export const products = {
  /** Takes stock for an order: all of it or nothing. Repeated, it gives the same lines and takes nothing more. */
  reserve: endpoint({
    callee: 'products',
    summary: 'Take stock for an order',
    method: 'PUT',
    path: '/internal/reservations/:orderId',
    params: OrderId,
    body: Basket,
    responses: { 200: Lines, 409: NotReserved, 422: UnknownProduct },
    repeatable: true,
  }),
  /** Gives the stock of an order back, and refuses a reservation of it that arrives later. */
  release: endpoint({
    callee: 'products',
    summary: 'Give the stock of an order back',
    method: 'DELETE',
    path: '/internal/reservations/:orderId',
    params: OrderId,
    body: Type.Undefined(),
    responses: { 204: Type.Null() },
    repeatable: true,
  }),
  /** Current names and prices; looks at no stock. */
  quote: endpoint({
    callee: 'products',
    summary: 'Price a basket',
    method: 'POST',
    path: '/internal/quotes',
    params: Type.Object({}),
    body: Basket,
    responses: { 200: Lines, 422: UnknownProduct },
    repeatable: true,
  }),
} as const;
