import type { TokenIssuer } from '@app/auth';
import type { Platform as ServicePlatform } from '@app/chassis';
import type { Pool } from '@app/database';

/** What the service is given. */
export interface Platform extends ServicePlatform {
  readonly pool: Pool;
  readonly tokens: TokenIssuer;
}
