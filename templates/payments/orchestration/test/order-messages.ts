import { orderCommands, releasePayment, reservePayment } from '@app/contracts/order-commands';
import { orderConfirmed, orderEvents } from '@app/contracts/order-events';
import { newMessage } from '@app/events';
import type { PaymentRequest } from '../hold-money.ts';

const topic = orderCommands.name;

/** The message on which the money of an order is to be held, and where it comes from. */
export function reserving({ orderId: subject, ...data }: PaymentRequest) {
  return { topic, message: newMessage(orderCommands, reservePayment, { subject, data }) };
}

/** The message after which no money may be held for an order. */
export function releasing(subject: string) {
  return { topic, message: newMessage(orderCommands, releasePayment, { subject, data: {} }) };
}

/** The message on which the money of an order is to be taken. */
export function confirming({ orderId: subject, userId, total }: PaymentRequest) {
  const message = newMessage(orderEvents, orderConfirmed, { subject, data: { userId, total } });
  return { topic: orderEvents.name, message };
}
