import type { Database } from '@app/database';
import type { Aggregate } from './aggregate.ts';
import { append, VersionConflict } from './append.ts';
import { fold, type Loaded, loadWithTail } from './load.ts';
import { keepSnapshot } from './snapshots.ts';
import type { NewEvent, RecordedOf, StreamType } from './stream.ts';

/** What has become of something by a change. */
export interface Changed<Of extends StreamType, State> extends Loaded<State> {
  /** What was recorded. */
  readonly events: readonly RecordedOf<Of>[];
}

/** Events after which a snapshot is kept, unless the aggregate says otherwise. */
const snapshotEvery = 100;

/** How often a change is decided anew. */
const attempts = 10;

/**
 * Adds to a stream what is decided on its state. When another transaction was faster, it is decided
 * anew, in the same transaction: let what else there is to do follow from the result.
 *
 * @param decide without effects of its own; nothing is recorded when it returns no events
 * @throws VersionConflict when others are faster again and again
 * @throws InvalidEvent, and what `decide` throws
 */
export async function change<Of extends StreamType, State>(
  transaction: Database,
  aggregate: Aggregate<Of, State>,
  id: string,
  decide: (state: State, version: number) => readonly NewEvent<NoInfer<Of>>[],
  options: { readonly causation?: string | undefined } = {},
): Promise<Changed<Of, State>> {
  for (let attempt = 1; ; attempt += 1) {
    const { tail, ...before } = await loadWithTail(transaction, aggregate, id);
    const decided = decide(before.state, before.version);
    if (decided.length === 0) return { ...before, events: [] };
    const more = { id, expectedVersion: before.version, events: decided, ...options };
    try {
      const events = await append(transaction, aggregate.stream, more);
      const state = fold(aggregate, before.state, events);
      const version = before.version + events.length;
      if (tail + events.length >= (aggregate.snapshotEvery ?? snapshotEvery)) {
        await keepSnapshot(transaction, aggregate, id, { state, version });
      }
      return { state, version, events };
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt === attempts) throw error;
    }
  }
}
