import { randomUUID } from 'node:crypto';
import {
  orderEvents,
  orderPlaced,
  paymentReserved,
  shipmentCancelled,
} from '@app/contracts/order-events';
import { newMessage } from '@app/events';
import type { Message } from '@app/messages';
import type { Item } from '../domain/item.ts';

const price = { amount: 100, currency: 'EUR' };

const shipTo = { name: 'Ada', line1: '1 Main St', city: 'London', postcode: 'N1', country: 'GB' };

/** All messages after which stock is to be set aside for an order. */
export function reserving(subject: string, wanted: readonly Item[]): Message[] {
  const items = wanted.map((item) => ({ ...item, name: 'Mug', price }));
  const data = { userId: randomUUID(), items, total: price, paymentToken: 'tok_ok', shipTo };
  return [
    newMessage(orderEvents, orderPlaced, { subject, data }),
    newMessage(orderEvents, paymentReserved, { subject, data: { total: price } }),
  ];
}

/** The message after which nothing may be set aside for an order. */
export function releasing(subject: string): Message {
  return newMessage(orderEvents, shipmentCancelled, { subject, data: {} });
}
