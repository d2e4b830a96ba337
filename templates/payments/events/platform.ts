import type { Platform as ServicePlatform } from '@app/chassis';
import type { Database } from '@app/database';
import type { Brokers } from '@app/messaging';
import type { StoreWithOutbox } from '@app/outbox';

/** What the service is given. */
export interface Platform extends ServicePlatform {
  readonly pool: StoreWithOutbox;
  /** For lists. */
  readonly replica: Database;
  readonly settings: Brokers;
  /** How long the payment provider may take, in milliseconds. */
  readonly paymentTimeoutMs: number;
}

export type { Log } from '@app/chassis';
