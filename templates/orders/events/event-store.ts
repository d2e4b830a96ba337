import type { Definitions } from '@app/event-store';
import { orderList } from './infrastructure/order-list.ts';
import { orderAggregate } from './infrastructure/order-stream.ts';
import { sales } from './infrastructure/sales.ts';

/** What orders keeps in its event store: for the service, and for the programs that look into it. */
export const definitions: Definitions = {
  aggregates: [orderAggregate],
  projections: [orderList, sales],
};
