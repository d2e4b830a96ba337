import { Line, Money, Uuid } from '@app/http-server';
import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';

const OrderId = Type.Object({ orderId: Uuid });

const Authorisation = Type.Object({ userId: Uuid, paymentToken: Line(255), total: Money });

/**
 * `unavailable`: the provider did not answer, and nobody knows whether it holds money. It is an answer,
 * and not a failure of payments, whose breaker it leaves alone.
 */
const Authorised = Type.Object({ status: Type.Enum(['authorised', 'declined', 'unavailable']) });

/** Recorded for good: payments carries it out, at once or later. */
const Accepted = Type.Object({ status: Type.Enum(['due', 'done']) });

/** The payment is in a state from which this cannot follow; the same call will never work. */
const WrongState = Type.Object({
  type: Type.Enum(['urn:problem:payment-state']),
  detail: Type.String(),
});

/** What the service payments offers to other services. */
export const payments = {
  /** Holds the money for an order, until it is captured or voided. */
  authorise: endpoint({
    callee: 'payments',
    summary: 'Hold the money for an order',
    method: 'PUT',
    path: '/internal/payments/:orderId',
    params: OrderId,
    body: Authorisation,
    responses: { 200: Authorised, 409: WrongState },
    repeatable: true,
  }),
  /** Takes the money that is held. After a refund it does nothing. */
  capture: endpoint({
    callee: 'payments',
    summary: 'Take the money that is held for an order',
    method: 'POST',
    path: '/internal/payments/:orderId/capture',
    params: OrderId,
    body: Type.Undefined(),
    responses: { 200: Accepted, 409: WrongState },
    repeatable: true,
  }),
  /** Gives up what is held, and refuses an authorisation of the order that arrives later. */
  void: endpoint({
    callee: 'payments',
    summary: 'Give up the money that is held for an order',
    method: 'POST',
    path: '/internal/payments/:orderId/void',
    params: OrderId,
    body: Type.Undefined(),
    responses: { 200: Accepted, 409: WrongState },
    repeatable: true,
  }),
  /** Gives back what was taken, or is still held. */
  refund: endpoint({
    callee: 'payments',
    summary: 'Give the money of an order back',
    method: 'POST',
    path: '/internal/payments/:orderId/refund',
    params: OrderId,
    body: Type.Undefined(),
    responses: { 200: Accepted, 409: WrongState },
    repeatable: true,
  }),
} as const;
