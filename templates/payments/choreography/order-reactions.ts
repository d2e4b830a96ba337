import { orderEvents } from '@app/contracts/order-events';
import { dispatch } from '@app/events';
import type { PaymentSteps } from './payment-steps.ts';

/** What payments does when something happens to an order, and where it hears of that. */
export function orderReactions({ reserve, release, capture }: PaymentSteps) {
  const handle = dispatch<typeof orderEvents, unknown>(orderEvents, {
    'orders.order-placed': ({ id, subject: orderId, data }) => reserve(id, { orderId, ...data }),
    'inventory.stock-unavailable': ({ id, subject }) => release(id, subject),
    'inventory.stock-released': ({ id, subject }) => release(id, subject),
    'orders.order-confirmed': ({ id, subject }) => capture(id, subject),
  });
  return { topics: [orderEvents], handle };
}
