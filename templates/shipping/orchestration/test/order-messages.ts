import { cancelShipment, createShipment, orderCommands } from '@app/contracts/order-commands';
import { newMessage } from '@app/events';
import type { Message } from '@app/messages';
import type { Consignment } from '../domain/shipment.ts';

/** All messages after which an order is to be shipped. */
export function shipping(subject: string, { userId, shipTo }: Consignment): Message[] {
  const data = { userId, shipTo, items: [] };
  return [newMessage(orderCommands, createShipment, { subject, data })];
}

/** The message after which an order may not be shipped. */
export function cancelling(subject: string): Message {
  return newMessage(orderCommands, cancelShipment, { subject, data: {} });
}
