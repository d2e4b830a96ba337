import {
  cancellationRequested,
  orderEvents,
  orderPlaced,
  stockReserved,
} from '@app/contracts/order-events';
import { newMessage } from '@app/events';
import type { Message } from '@app/messages';
import type { Consignment } from '../domain/shipment.ts';

/** All messages after which an order is to be shipped. */
export function shipping(subject: string, { userId, shipTo }: Consignment): Message[] {
  const total = { amount: 100, currency: 'EUR' };
  const data = { userId, items: [], total, paymentToken: 'tok_ok', shipTo };
  return [
    newMessage(orderEvents, orderPlaced, { subject, data }),
    newMessage(orderEvents, stockReserved, { subject, data: {} }),
  ];
}

/** The message after which an order may not be shipped. */
export function cancelling(subject: string): Message {
  const data = { reason: 'cancelled' } as const;
  return newMessage(orderEvents, cancellationRequested, { subject, data });
}
