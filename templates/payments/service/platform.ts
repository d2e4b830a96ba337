import type { Platform as ServicePlatform } from '@app/chassis';
import type { Database, Pool } from '@app/database';

/** What the service is given. */
export interface Platform extends ServicePlatform {
  readonly pool: Pool;
  /** For lists. */
  readonly replica: Database;
  /** How long the payment provider may take, in milliseconds. */
  readonly paymentTimeoutMs: number;
}

export type { Log } from '@app/chassis';
