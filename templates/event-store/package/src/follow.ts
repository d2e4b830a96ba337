import type { Database } from '@app/database';
import type { Wakeups } from '@app/database/wakeups';
import { viewOf } from './channel.ts';
import { readStream } from './read-stream.ts';
import { type RecordedOf, type StreamType, streamOf } from './stream.ts';

/** Longest sleep in milliseconds, should nothing wake who follows a stream. */
const pollMs = 5_000;

/** Events of a stream as they are committed, until the signal. */
export async function* followStream<Of extends StreamType>(
  database: Database,
  wakeups: Wakeups,
  stream: Of,
  { id, after, signal }: { id: string; after: number; signal: AbortSignal },
): AsyncGenerator<RecordedOf<Of>, void, undefined> {
  let known = after;
  while (!signal.aborted) {
    const over = new AbortController();
    const ends = AbortSignal.any([signal, over.signal]);
    const news = wakeups.wait([streamOf(stream, id)], pollMs, ends);
    try {
      const events = await readStream(database, stream, id, { after: known });
      for (const event of events) {
        if (signal.aborted) return;
        known = event.version;
        yield event;
      }
      if (events.length === 0) await news;
    } finally {
      over.abort();
    }
  }
}

/** Waits until the live view of a projection has come to a position, or the time is over. */
export async function untilProjected(
  database: Database,
  wakeups: Wakeups,
  projection: string,
  { position, timeoutMs }: { position: number; timeoutMs: number },
): Promise<boolean> {
  const timeout = AbortSignal.timeout(timeoutMs);
  for (;;) {
    const over = new AbortController();
    const ends = AbortSignal.any([timeout, over.signal]);
    const news = wakeups.wait([viewOf(projection)], timeoutMs, ends);
    try {
      const rows = await database.query(
        `SELECT build FROM event_store.builds
         WHERE projection = $1 AND state = 'live' AND position >= $2`,
        [projection, position],
      );
      if (rows.length > 0) return true;
      if (timeout.aborted) return false;
      await news;
    } finally {
      over.abort();
    }
  }
}
