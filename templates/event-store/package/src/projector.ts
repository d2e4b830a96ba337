import type { Log } from '@app/chassis';
import type { Pool } from '@app/database';
import type { Wakeups } from '@app/database/wakeups';
import { advance, HandlerFailed } from './advance.ts';
import { buildsOf, ensureBuild, noteFailure, removeRetired } from './builds.ts';
import { anyStream } from './channel.ts';
import type { Projection } from './projection.ts';
import { repeat } from './repeat.ts';

/** What brings projections up to date. */
export interface Projector {
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

export interface ProjectorOptions {
  /** Longest sleep in milliseconds, should nothing wake it; 1 s by default. */
  readonly pollMs?: number;
  /** Events that are handled in one transaction at most; 100 by default. */
  readonly batchSize?: number;
}

interface Surroundings {
  readonly pool: Pool;
  readonly wakeups: Wakeups;
  readonly log: Log;
}

/**
 * Starts to bring projections up to date. Any number of instances may: one at a time is at a view. Each
 * projection goes on by itself, and so does a build beside the live view.
 */
export function startProjector(
  projections: readonly Projection[],
  surroundings: Surroundings,
  { pollMs = 1_000, batchSize = 100 }: ProjectorOptions = {},
): Projector {
  const stopping = new AbortController();
  const { signal } = stopping;
  const { pool, log } = surroundings;
  const running = projections.flatMap((projection) => {
    const fields = { projection: projection.name };
    const common = { fields, pollMs };
    const isNewer = () =>
      log.warn(fields, 'newer code makes the live view, this one leaves it alone');
    const live = liveTurn(pool, projection, batchSize, isNewer);
    const beside = besideTurn(pool, projection, batchSize);
    return [
      repeat({ ...common, turn: live, news: [anyStream] }, { ...surroundings, signal }),
      repeat({ ...common, turn: beside, news: [] }, { ...surroundings, signal }),
    ];
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** Brings the live view on, where it is of the version of this code. */
function liveTurn(pool: Pool, projection: Projection, batchSize: number, isNewer: () => void) {
  const bringOn = careful(pool, projection, batchSize);
  let known = 0;
  return async () => {
    if (known === 0) await ensureBuild(pool, projection);
    const [live] = await buildsOf(pool, [projection.name]);
    if (live?.state !== 'live') return false;
    if (live.version > projection.version && live.version > known) isNewer();
    known = live.version;
    return live.version === projection.version && bringOn(live.build);
  };
}

/** Brings on what is built beside the live view, and removes what is retired. */
export function besideTurn(pool: Pool, projection: Projection, batchSize: number) {
  const bringOn = careful(pool, projection, batchSize);
  return async () => {
    const builds = await buildsOf(pool, [projection.name]);
    let more = false;
    for (const { build } of builds.filter((one) => one.state === 'retired')) {
      more = (await removeRetired(pool, projection, build)) || more;
    }
    const next = builds.find((one) => one.state === 'building');
    if (next?.version !== projection.version) return more;
    return (await bringOn(next.build)) || more;
  };
}

/** Goes up to an event whose handler fails, and notes the failure there. */
function careful(pool: Pool, projection: Projection, batchSize: number) {
  let limit = batchSize;
  return async (build: number): Promise<boolean> => {
    try {
      const more = await advance(pool, projection, build, limit);
      limit = batchSize;
      return more;
    } catch (error) {
      if (!(error instanceof HandlerFailed)) throw error;
      limit = Math.max(error.handled, 1);
      if (error.handled > 0) return true;
      await noteFailure(pool, build, error.position, error.message);
      throw error;
    }
  };
}
