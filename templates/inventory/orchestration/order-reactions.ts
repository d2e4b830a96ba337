import { orderCommands } from '@app/contracts/order-commands';
import type { Database } from '@app/database';
import type { Handlers } from '@app/events';
import { releaseStock, reserveStock } from './reservation-steps.ts';

export const orderTopic = orderCommands;

/** What the inventory does when it is asked to. */
export const orderReactions: Handlers<typeof orderCommands, Database> = {
  'inventory.reserve-stock': ({ subject, data }, transaction) =>
    reserveStock(transaction, subject, data.items),
  'inventory.release-stock': ({ subject }, transaction) => releaseStock(transaction, subject),
};
