import { orderCommands, releaseStock, reserveStock } from '@app/contracts/order-commands';
import { newMessage } from '@app/events';
import type { Message } from '@app/messages';
import type { Item } from '../domain/item.ts';

/** All messages after which stock is to be set aside for an order. */
export function reserving(subject: string, items: readonly Item[]): Message[] {
  return [newMessage(orderCommands, reserveStock, { subject, data: { items: [...items] } })];
}

/** The message after which nothing may be set aside for an order. */
export function releasing(subject: string): Message {
  return newMessage(orderCommands, releaseStock, { subject, data: {} });
}
