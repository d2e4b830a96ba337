import type { Address, Money, OrderLine, RejectionReason } from './order.ts';

/** What was ordered, at the prices of that time. */
export interface Purchase {
  readonly userId: string;
  readonly items: readonly OrderLine[];
  readonly total: Money;
  readonly shipTo: Address;
}

/** An order as it is placed. */
export interface PlacedOrder extends Purchase {
  readonly id: string;
  /** For the payment alone: it is in no fact. */
  readonly paymentToken: string;
}

export type CancellationReason = 'cancelled' | 'timed_out';

interface Fact<Type extends string, Data = Readonly<Record<never, never>>> {
  readonly type: Type;
  readonly data: Data;
}

/** What may happen to an order, here or at another service. Its facts, in order, are the order. */
export type OrderFact =
  | Fact<'orders.order-placed', Purchase & { /** RFC 3339, UTC. */ readonly placedAt: string }>
  | Fact<
      'payments.payment-declined',
      { readonly reason: Extract<RejectionReason, 'payment_declined' | 'payment_unavailable'> }
    >
  | Fact<'payments.payment-reserved'>
  | Fact<'payments.payment-released'>
  | Fact<'inventory.stock-reserved'>
  | Fact<'inventory.stock-unavailable', { readonly productId: string }>
  | Fact<'inventory.stock-released'>
  | Fact<'shipping.shipment-created', { readonly shipmentId: string }>
  | Fact<'shipping.shipment-failed', { readonly detail: string }>
  | Fact<'shipping.shipment-cancelled'>
  | Fact<'orders.cancellation-requested', { readonly reason: CancellationReason }>
  | Fact<'orders.order-confirmed'>
  | Fact<'orders.order-rejected', { readonly reason: RejectionReason }>
  | Fact<'orders.order-cancelled'>;

export type FactType = OrderFact['type'];
