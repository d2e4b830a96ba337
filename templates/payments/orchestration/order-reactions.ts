import { orderCommands } from '@app/contracts/order-commands';
import { orderEvents } from '@app/contracts/order-events';
import { dispatch } from '@app/events';
import { byTopic } from '@app/messaging';
import type { PaymentSteps } from './payment-steps.ts';

/** What payments does when it is asked to, or when an order is confirmed, and where it hears of that. */
export function orderReactions({ reserve, release, capture }: PaymentSteps) {
  const obey = dispatch<typeof orderCommands, undefined>(orderCommands, {
    'payments.reserve-payment': ({ id, subject: orderId, data }) =>
      reserve(id, { orderId, ...data }),
    'payments.release-payment': ({ id, subject }) => release(id, subject),
  });
  const react = dispatch<typeof orderEvents, undefined>(orderEvents, {
    'orders.order-confirmed': ({ id, subject }) => capture(id, subject),
  });
  return {
    topics: [orderCommands, orderEvents],
    handle: byTopic({
      [orderCommands.name]: (message) => obey(message, undefined),
      [orderEvents.name]: (message) => react(message, undefined),
    }),
  };
}
