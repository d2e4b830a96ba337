import * as commands from '@app/contracts/order-commands';
import type { Database } from '@app/database';
import { publish } from '@app/messaging';
import type { Command } from '@app/saga';
import type { PlacedOrder } from './domain/order-fact.ts';

/** What the participants are told of an order. */
export type OrderDetails = Omit<PlacedOrder, 'id'>;

/** Asks a participant to do its part, or to take it back. */
export async function sendCommand(
  transaction: Database,
  { id, type, key: subject, data: order }: Command<OrderDetails>,
): Promise<void> {
  const { orderCommands: topic } = commands;
  const { userId, total, shipTo, paymentToken } = order;
  const items = [...order.items];
  const about = { id, subject };
  switch (type) {
    case 'payments.reserve-payment': {
      const data = { userId, total, paymentToken };
      return publish(transaction, topic, commands.reservePayment, { ...about, data });
    }
    case 'inventory.reserve-stock':
      return publish(transaction, topic, commands.reserveStock, { ...about, data: { items } });
    case 'shipping.create-shipment': {
      const data = { userId, shipTo, items };
      return publish(transaction, topic, commands.createShipment, { ...about, data });
    }
    case 'payments.release-payment':
      return publish(transaction, topic, commands.releasePayment, { ...about, data: {} });
    case 'inventory.release-stock':
      return publish(transaction, topic, commands.releaseStock, { ...about, data: {} });
    case 'shipping.cancel-shipment':
      return publish(transaction, topic, commands.cancelShipment, { ...about, data: {} });
    default:
      throw new Error(`nobody takes the command ${type}`);
  }
}
