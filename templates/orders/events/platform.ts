import type { Platform as ServicePlatform } from '@app/chassis';
import type { EventStore } from '@app/event-store';
import type { StoreWithOutbox } from '@app/outbox';
import type { OrderProcess } from './order-process.ts';

/** What the service is given. */
export interface Platform extends ServicePlatform {
  readonly store: StoreWithOutbox & EventStore;
  readonly orderProcess: OrderProcess;
}
