import type { Database } from '@app/database';
import type { Aggregate } from './aggregate.ts';
import { readStream } from './read-stream.ts';
import { readSnapshot } from './snapshots.ts';
import type { RecordedOf, StreamType } from './stream.ts';

export interface Loaded<State> {
  readonly state: State;
  /** How many events it comes from; 0 when there is no such stream. */
  readonly version: number;
}

/**
 * The state of something, from what happened to it.
 *
 * @param options.at as far as it was recorded by then; all by default. What is recorded in a
 *   transaction that is still open may be missing: it joins the past once that commits
 */
export async function load<Of extends StreamType, State>(
  database: Database,
  aggregate: Aggregate<Of, State>,
  id: string,
  options: { readonly at?: Date } = {},
): Promise<Loaded<State>> {
  const { state, version } = await loadWithTail(database, aggregate, id, options.at);
  return { state, version };
}

/** The same, and how many of the events were folded now. */
export async function loadWithTail<Of extends StreamType, State>(
  database: Database,
  aggregate: Aggregate<Of, State>,
  id: string,
  at?: Date,
): Promise<Loaded<State> & { readonly tail: number }> {
  const snapshot = await readSnapshot<State>(database, aggregate, id, at);
  const { state, version } = snapshot ?? { state: aggregate.initial, version: 0 };
  const range = { after: version, ...(at && { until: at }) };
  const events = await readStream(database, aggregate.stream, id, range);
  return {
    state: fold(aggregate, state, events),
    version: version + events.length,
    tail: events.length,
  };
}

/** The state after some more events. */
export function fold<Of extends StreamType, State>(
  { evolve }: Aggregate<Of, State>,
  state: State,
  events: readonly RecordedOf<Of>[],
): State {
  return events.reduce((before, event) => evolve(before, event), state);
}
