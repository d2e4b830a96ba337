import {
  orderConfirmed,
  orderEvents,
  orderPlaced,
  stockReleased,
} from '@app/contracts/order-events';
import { newMessage } from '@app/events';
import type { PaymentRequest } from '../hold-money.ts';

const topic = orderEvents.name;

const shipTo = { name: 'Ada', line1: '1 Main St', city: 'London', postcode: 'N1', country: 'GB' };

/** The message on which the money of an order is to be held, and where it comes from. */
export function reserving({ orderId: subject, ...request }: PaymentRequest) {
  const data = { ...request, items: [], shipTo };
  return { topic, message: newMessage(orderEvents, orderPlaced, { subject, data }) };
}

/** The message after which no money may be held for an order. */
export function releasing(subject: string) {
  return { topic, message: newMessage(orderEvents, stockReleased, { subject, data: {} }) };
}

/** The message on which the money of an order is to be taken. */
export function confirming({ orderId: subject, userId, total }: PaymentRequest) {
  const data = { userId, total };
  return { topic, message: newMessage(orderEvents, orderConfirmed, { subject, data }) };
}
