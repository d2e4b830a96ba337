import type { Static } from 'typebox';
import type { EventType } from './event-type.ts';

/** Something that happened, with its data in the newest version. */
export interface Event<Type extends string = string, Data = unknown> {
  /** The same however often it is delivered. */
  readonly id: string;
  readonly type: Type;
  /** The service that it comes from: the part of `type` before the first dot, such as `shop`. */
  readonly source: string;
  /** What it happened to, such as the id of an order. */
  readonly subject: string;
  /** When it happened, RFC 3339. */
  readonly time: string;
  /** The version in which it was published. */
  readonly version: number;
  /** The trace that it is part of: https://www.w3.org/TR/trace-context */
  readonly traceparent?: string;
  readonly data: Data;
}

/** The event of a kind; of several kinds, a union that `type` tells apart. */
export type EventOf<Kind extends EventType> =
  Kind extends EventType<infer Type, infer Data> ? Event<Type, Static<Data>> : never;
