import * as emails from '@app/contracts/email-tasks';
import * as events from '@app/contracts/order-events';
import type { Database } from '@app/database';
import { enqueue, publish } from '@app/messaging';
import type { Decision } from './domain/decisions.ts';
import type { OrderFact, PlacedOrder } from './domain/order-fact.ts';
import type { OrderState } from './domain/order-state.ts';

/** Tells all services of a new order, with all that they need for it. */
export async function announcePlaced(
  transaction: Database,
  { id: subject, items, ...rest }: PlacedOrder,
): Promise<void> {
  const data = { ...rest, items: [...items] };
  await publish(transaction, events.orderEvents, events.orderPlaced, { subject, data });
}

/** Tells whom it concerns what was decided on an order: other services, and at its end the customer. */
export async function announce(
  transaction: Database,
  orderId: string,
  order: OrderState,
  decision: Decision,
): Promise<void> {
  for (const fact of decision) await tell(transaction, orderId, order, fact);
}

async function tell(
  transaction: Database,
  subject: string,
  { userId, total }: OrderState,
  fact: OrderFact,
): Promise<void> {
  const { orderEvents } = events;
  const { emailQueue } = emails;
  const orderId = subject;
  switch (fact.type) {
    case 'orders.cancellation-requested': {
      const { data } = fact;
      return publish(transaction, orderEvents, events.cancellationRequested, { subject, data });
    }
    case 'orders.order-confirmed': {
      const data = { userId, total };
      await publish(transaction, orderEvents, events.orderConfirmed, { subject, data });
      const mail = { subject, data: { orderId, ...data } };
      return enqueue(transaction, emailQueue, emails.orderConfirmed, mail);
    }
    case 'orders.order-rejected': {
      const data = { userId, reason: fact.data.reason };
      await publish(transaction, orderEvents, events.orderRejected, { subject, data });
      const mail = { subject, data: { orderId, ...data } };
      return enqueue(transaction, emailQueue, emails.orderRejected, mail);
    }
    case 'orders.order-cancelled': {
      const data = { userId };
      await publish(transaction, orderEvents, events.orderCancelled, { subject, data });
      const mail = { subject, data: { orderId, ...data } };
      return enqueue(transaction, emailQueue, emails.orderCancelled, mail);
    }
  }
}
