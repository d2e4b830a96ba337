import type { Platform as ServicePlatform } from '@app/chassis';
import type { Brokers } from '@app/messaging';
import type { StoreWithOutbox } from '@app/outbox';

/** What the service is given. */
export interface Platform extends ServicePlatform {
  readonly store: StoreWithOutbox;
  readonly settings: Brokers;
}
