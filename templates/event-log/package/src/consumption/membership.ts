import type { Message } from '@app/messages';
import type { DeadLetter } from '../event-log.ts';

/** A consumer's place in its group, as an adapter keeps it. */
export interface Membership {
  /** Records from these positions on, in order within each partition; waits for some if there are none. */
  fetch(positions: readonly Position[], waitMs: number): Promise<readonly LogRecord[]>;
  /** Stores from where the group goes on. What is not this member's any more is left out. */
  commit(positions: readonly Position[]): Promise<void>;
  /** Keeps a dead letter, once for the record of which it is. */
  bury(letter: DeadLetter, record: LogRecord): Promise<void>;
  /** Gives its partitions to the others of the group. */
  leave(): Promise<void>;
}

/** Joins a group. Whenever the partitions of the member change, `assign` gets all that it has then. */
export type Join = (assign: Assign) => Membership;

/** Resolves once nothing is in hand, or to be committed, of partitions that were taken away. */
export type Assign = (claims: readonly Claim[]) => Promise<void>;

export interface Position {
  readonly topic: string;
  readonly partition: number;
  /** Of the next record. */
  readonly offset: number;
  /** Names one time for which a member has the partition: a commit from an earlier one has no effect. */
  readonly fence: number;
}

/** A partition that a member has, and where it starts. */
export type Claim = Position;

export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly message: Message;
}

/** Names a partition of a topic. */
export function keyOf({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}
