import { orderCommands } from '@app/contracts/order-commands';
import type { Database } from '@app/database';
import type { Handlers } from '@app/events';
import { cancelShipment, createShipment } from './shipment-steps.ts';

export const orderTopic = orderCommands;

/** What shipping does when it is asked to. */
export const orderReactions: Handlers<typeof orderCommands, Database> = {
  'shipping.create-shipment': ({ subject, data }, transaction) =>
    createShipment(transaction, subject, data),
  'shipping.cancel-shipment': ({ subject }, transaction) => cancelShipment(transaction, subject),
};
