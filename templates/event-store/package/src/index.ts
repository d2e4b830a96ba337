export { type Aggregate, defineAggregate } from './aggregate.ts';
export { type Append, append, VersionConflict } from './append.ts';
export { type Changed, change } from './change.ts';
export { type Loaded, load } from './load.ts';
export { defineProjection, type Projection, type View } from './projection.ts';
export type { Projector, ProjectorOptions } from './projector.ts';
export { readStream, type StreamRange } from './read-stream.ts';
export { type Definitions, type EventStore, prepareEventStore, withEventStore } from './storage.ts';
export {
  defineStream,
  type NewEvent,
  type Recorded,
  type RecordedOf,
  type StreamType,
} from './stream.ts';
