import type { Platform as ServicePlatform } from '@app/chassis';
import type { Database, Pool } from '@app/database';

/** What the service is given. */
export interface Platform extends ServicePlatform {
  readonly pool: Pool;
  /** For lists. */
  readonly replica: Database;
}
