import type { OrderStatus, RejectionReason } from './order.ts';
import type { FactType, OrderFact, Purchase } from './order-fact.ts';

/** An order, as its facts up to some point make it. */
export interface OrderState extends Purchase {
  /** RFC 3339, UTC. */
  readonly placedAt: string;
  readonly status: OrderStatus;
  readonly reason?: RejectionReason;
  /** Why what was done for it has to be undone: whatever was heard of first. */
  readonly cause?: RejectionReason | 'cancelled';
  /** What has happened so far. */
  readonly known: readonly FactType[];
}

/** What a fact makes of the status of an order; a pair that is not here leaves it as it is. */
export const transitions: Readonly<
  Record<OrderStatus, Readonly<Partial<Record<FactType, OrderStatus>>>>
> = {
  pending: {
    'orders.order-confirmed': 'confirmed',
    'orders.order-rejected': 'rejected',
    'orders.cancellation-requested': 'cancelling',
  },
  confirmed: { 'orders.cancellation-requested': 'cancelling' },
  cancelling: { 'orders.order-cancelled': 'cancelled', 'orders.order-rejected': 'rejected' },
  rejected: {},
  cancelled: {},
};

/** The order after one more fact; undefined until it is placed. */
export function evolve(order: OrderState | undefined, fact: OrderFact): OrderState | undefined {
  if (fact.type === 'orders.order-placed') {
    return order ?? { ...fact.data, status: 'pending', known: [fact.type] };
  }
  if (!order) return undefined;
  const cause = order.cause ?? causeIn(order, fact);
  return {
    ...order,
    ...(cause && { cause }),
    ...(fact.type === 'orders.order-rejected' && { reason: fact.data.reason }),
    status: transitions[order.status][fact.type] ?? order.status,
    known: order.known.includes(fact.type) ? order.known : [...order.known, fact.type],
  };
}

/** A confirmed order can only be cancelled: a failure that is heard of then is of no step of it. */
function causeIn({ status }: OrderState, fact: OrderFact): OrderState['cause'] {
  if (fact.type === 'orders.cancellation-requested') {
    return transitions[status][fact.type] && fact.data.reason;
  }
  return status === 'pending' ? failureIn(fact) : undefined;
}

function failureIn(fact: OrderFact): RejectionReason | undefined {
  switch (fact.type) {
    case 'payments.payment-declined':
      return fact.data.reason;
    case 'inventory.stock-unavailable':
      return 'out_of_stock';
    case 'shipping.shipment-failed':
      return 'shipping_failed';
    default:
      return undefined;
  }
}
