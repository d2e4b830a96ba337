import type { RecordedOf, StreamType } from './stream.ts';

/** What becomes of something by what happens to it: a fold over its stream. */
// biome-ignore lint/suspicious/noExplicitAny: of any stream and any state, where that does not matter
export interface Aggregate<Of extends StreamType = any, State = any> {
  readonly stream: Of;
  /** Raise it when `evolve` or the state changes: what was folded before is folded anew. */
  readonly version: number;
  /** Before anything has happened. */
  readonly initial: State;
  /** The state after one more event; a pure function. */
  readonly evolve: (state: State, event: RecordedOf<Of>) => State;
  /** Events after which the state is kept beside them, so that only later ones are folded; 100 by default. */
  readonly snapshotEvery?: number;
}

/** What a value is after it was written as JSON and read again. */
export type AsJson<Value> = Value extends string | number | boolean | null
  ? Value
  : Value extends Date | bigint | symbol | undefined | ((...args: never[]) => unknown)
    ? never
    : { [Key in keyof Value]: AsJson<Exclude<Value[Key], undefined>> };

/** Declares an aggregate. Its state has to be JSON, since it is kept as such: no Date, no Map. */
export function defineAggregate<Of extends StreamType, State>(
  aggregate: Aggregate<Of, State> & ([State] extends [AsJson<State>] ? unknown : never),
): Aggregate<Of, State> {
  return aggregate;
}
