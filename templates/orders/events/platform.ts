import type { Platform as ServicePlatform } from '@app/chassis';
import type { EventSourcedStore } from '@app/event-store';
import type { OrderProcess } from './order-process.ts';

/** What the service is given. */
export interface Platform extends ServicePlatform {
  readonly store: EventSourcedStore;
  readonly orderProcess: OrderProcess;
}
