import { conclude, confirm, type Decision } from './decisions.ts';
import type { FactType } from './order-fact.ts';
import type { OrderState } from './order-state.ts';

/**
 * What has to be undone before an order may end, by what caused that: each service undoes its part and
 * tells the one before it. Nothing was done yet when a payment is declined.
 */
const undoings: Readonly<Record<NonNullable<OrderState['cause']>, readonly FactType[]>> = {
  payment_declined: [],
  payment_unavailable: [],
  out_of_stock: ['payments.payment-released'],
  shipping_failed: ['inventory.stock-released', 'payments.payment-released'],
  timed_out: [
    'shipping.shipment-cancelled',
    'inventory.stock-released',
    'payments.payment-released',
  ],
  cancelled: [
    'shipping.shipment-cancelled',
    'inventory.stock-released',
    'payments.payment-released',
  ],
};

/** What follows for an order from all that is known of it, in whatever order that was heard. */
export function conclusionOf(order: OrderState): Decision {
  const { cause, known } = order;
  if (cause) return undoings[cause].every((type) => known.includes(type)) ? conclude(order) : [];
  return known.includes('shipping.shipment-created') ? confirm(order) : [];
}
