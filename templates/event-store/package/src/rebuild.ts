import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '@app/database';
import { type Build, beginRebuild, buildsOf, ensureBuild } from './builds.ts';
import type { Projection } from './projection.ts';
import { besideTurn } from './projector.ts';

/** Events that are handled in one transaction at most. */
const handledAtMost = 100;

/**
 * Builds a view anew while the live one is read, and ends once they are swapped.
 *
 * @param onProgress is told how far the new build is, again and again
 */
export async function rebuild(
  pool: Pool,
  projection: Projection,
  onProgress: (build: Build) => void = () => undefined,
): Promise<void> {
  await ensureBuild(pool, projection);
  await beginRebuild(pool, projection);
  const find = async (matches: (build: Build) => boolean) =>
    (await buildsOf(pool, [projection.name])).find(matches);
  const begun = await find(({ state }) => state === 'building');
  const turn = besideTurn(pool, projection, handledAtMost);
  for (;;) {
    const now = await find(({ build }) => build === begun?.build);
    if (now?.state !== 'building') break;
    onProgress(now);
    // An instance of the service may be at it: then there is nothing to do but to wait.
    if (!(await turn())) await pause(200);
  }
}
