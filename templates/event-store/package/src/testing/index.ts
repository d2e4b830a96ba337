import type { Pool } from '@app/database';
import { advance } from '../advance.ts';
import { buildsOf, ensureBuild } from '../builds.ts';
import type { Projection } from '../projection.ts';

export { rebuild } from '../rebuild.ts';

/**
 * Brings the live views of projections up to date with all that is recorded, and rejects when a handler
 * fails. Nothing goes on afterwards.
 */
export async function bringUpToDate(pool: Pool, projections: readonly Projection[]): Promise<void> {
  for (const projection of projections) {
    await ensureBuild(pool, projection);
    const [live] = await buildsOf(pool, [projection.name]);
    while (live && (await advance(pool, projection, live.build, 100))) {}
  }
}
