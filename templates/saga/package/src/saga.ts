import type { Direction, Progress, State } from './advance.ts';

/** A saga as it is in the table. */
export interface Saga<Data = unknown> extends Progress {
  /** UUID, version 7. */
  readonly id: string;
  readonly kind: string;
  /** What it is about, such as the id of an order: one saga of a kind for each. */
  readonly key: string;
  /** What it was started with. */
  readonly data: Data;
  /** When its command is sent again, or it is given up; null while it waits for nothing. */
  readonly deadline: Date | null;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly endedAt: Date | null;
}

/** Something that happened to a saga, and how far it was then. */
export interface Transition {
  readonly at: Date;
  /** `started`, the type of a reply, `deadline`, `cancel`, `retry` or `abort`. */
  readonly input: string;
  /** The id of the reply. */
  readonly messageId: string | null;
  /** False for what did not concern it, such as a reply that came again. */
  readonly applied: boolean;
  readonly state: State;
  readonly step: string;
  readonly direction: Direction;
  readonly attempts: number;
}
