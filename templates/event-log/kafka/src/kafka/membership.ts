import { setTimeout as wait } from 'node:timers/promises';
import { type Admin, Consumer, findErrorBy, type GroupAssignment } from '@platformatic/kafka';
import {
  type Assign,
  type Claim,
  type Join,
  keyOf,
  type LogRecord,
  type Membership,
  type Position,
} from '../consumption/membership.ts';
import type { DeadLetter, Log } from '../event-log.ts';
import { Outage } from '../outage.ts';
import { redriveTopic } from '../redrive.ts';
import type { Connection } from './connection.ts';
import { deadLetterTopic, type DeadLetterTopic } from './dead-letters.ts';
import { Reader } from './reader.ts';
import { messageOf } from './records.ts';
import { declareDeadLetters, isNewTopic } from './topics.ts';

/** Pause before another try to join, or to commit while the group shares its partitions anew. */
const retryMs = 250;

/** Time between two looks for new partitions, in milliseconds: the client looks for none. */
const lookMs = 5_000;

export interface MembershipOptions {
  readonly connection: Connection;
  readonly admin: Admin;
  readonly group: string;
  readonly topics: readonly string[];
  readonly timeoutMs: number;
  readonly lettersOf: (topic: string) => DeadLetterTopic;
  readonly log: Log;
}

/** How a subscription takes part in a consumer group of Kafka. */
export function joinGroup(options: MembershipOptions): Join {
  return (assign) => new KafkaMembership(options, assign);
}

/** What a member hears whenever the group has shared its partitions. */
interface Joined {
  readonly memberId: string;
  readonly generationId?: number;
  readonly assignments?: readonly GroupAssignment[];
}

class KafkaMembership implements Membership {
  readonly #options: MembershipOptions;
  readonly #assign: Assign;
  readonly #client: Consumer;
  readonly #reader: Reader;
  readonly #outage: Outage;
  readonly #leaving = new AbortController();
  readonly #topics: readonly string[];
  readonly #looking: NodeJS.Timeout;
  #claims = new Map<string, Claim>();
  #last: Joined | undefined;
  #fence = 0;
  #count = 0;
  #joining: Promise<void> | undefined;

  constructor(options: MembershipOptions, assign: Assign) {
    const { connection, group, topics, timeoutMs } = options;
    this.#options = options;
    this.#assign = assign;
    this.#outage = new Outage(options.log);
    this.#topics = topics.flatMap((topic) => [topic, redriveTopic(topic, group)]);
    this.#reader = new Reader(connection, this.#topics);
    this.#client = new Consumer({
      ...connection,
      groupId: group,
      // The client would repeat a commit that was refused with the rights of the next generation.
      retries: 0,
      sessionTimeout: timeoutMs,
      rebalanceTimeout: timeoutMs,
      heartbeatInterval: Math.min(timeoutMs / 5, 1_000),
    });
    this.#client.topics.trackAll(...this.#topics);
    this.#client.on('consumer:group:join', (joined) => void this.#joined(joined));
    this.#client.on('error', () => this.#join());
    this.#join();
    this.#looking = setInterval(() => void this.#look(), lookMs);
  }

  async fetch(positions: readonly Position[], waitMs: number): Promise<readonly LogRecord[]> {
    const records = await this.#reader.read(positions, waitMs);
    return records.map(({ record, ...place }) => ({ ...place, message: messageOf(record, place) }));
  }

  async commit(positions: readonly Position[]): Promise<void> {
    const current = positions.filter((one) => this.#claims.get(keyOf(one))?.fence === one.fence);
    if (current.length === 0) return;
    try {
      await this.#client.commit({ offsets: current.map(offsetOf) });
    } catch (error) {
      if (!isRebalance(error)) throw error;
      await wait(retryMs);
      await this.commit(current);
    }
  }

  async bury(letter: DeadLetter, record: LogRecord): Promise<void> {
    await this.#options.lettersOf(letter.topic).add(letter, record);
  }

  async leave(): Promise<void> {
    this.#leaving.abort();
    clearInterval(this.#looking);
    await this.#joining;
    // If it fails, the others wait until this member is not heard of any more.
    await this.#client.close().catch(() => this.#client.close(true));
    await this.#reader.close();
  }

  #join(): void {
    this.#joining ??= this.#tryToJoin().finally(() => {
      this.#joining = undefined;
    });
  }

  async #tryToJoin(): Promise<void> {
    const { admin, group, topics } = this.#options;
    while (!this.#leaving.signal.aborted) {
      try {
        for (const topic of topics) {
          const names = {
            deadLetters: deadLetterTopic(topic, group),
            redrive: redriveTopic(topic, group),
          };
          await declareDeadLetters(admin, names);
        }
        this.#count = await this.#countPartitions();
        await this.#client.joinGroup({});
        this.#outage.worked();
        return;
      } catch (error) {
        if (!isRebalance(error) && !isNewTopic(error)) this.#outage.failed(error);
        await wait(retryMs);
      }
    }
  }

  /** Has the group share its partitions anew when there are more. */
  async #look(): Promise<void> {
    try {
      const known = this.#count;
      this.#count = await this.#countPartitions();
      if (this.#count !== known && known > 0) this.#join();
    } catch {
      // Whoever fetches says that the broker is away.
    }
  }

  async #countPartitions(): Promise<number> {
    const { topics } = await this.#client.metadata({
      topics: [...this.#topics],
      forceUpdate: true,
    });
    return [...topics.values()].reduce((sum, { partitionsCount }) => sum + partitionsCount, 0);
  }

  /** Keeps what the member had without interruption, and starts what is new where the group is. */
  async #joined(joined: Joined): Promise<void> {
    const { memberId, generationId = 0, assignments = [] } = joined;
    const kept =
      this.#last?.memberId === memberId && this.#last.generationId === generationId - 1
        ? this.#claims
        : new Map<string, Claim>();
    this.#last = joined;
    const wanted = assignments.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    // At once: from now on nothing may be committed for what the member has no more.
    this.#claims = new Map(
      wanted.flatMap((one) => {
        const claim = kept.get(keyOf(one));
        return claim ? [[keyOf(one), claim]] : [];
      }),
    );
    while (this.#last === joined && !this.#leaving.signal.aborted) {
      try {
        const positions = await this.#positions(
          wanted.filter((one) => !this.#claims.has(keyOf(one))),
        );
        if (this.#last !== joined) return;
        for (const position of positions) this.#claims.set(keyOf(position), position);
        void this.#assign([...this.#claims.values()]);
        return;
      } catch (error) {
        this.#outage.failed(error);
        await wait(retryMs);
      }
    }
  }

  async #positions(wanted: readonly { topic: string; partition: number }[]): Promise<Claim[]> {
    if (wanted.length === 0) return [];
    const topics = [...Map.groupBy(wanted, ({ topic }) => topic)].map(([topic, partitions]) => ({
      topic,
      partitions: partitions.map(({ partition }) => partition),
    }));
    const committed = await this.#client.listCommittedOffsets({ topics });
    const oldest = await this.#reader.offsets('EARLIEST');
    const claims = wanted.map(({ topic, partition }) => {
      const offset = Number(committed.get(topic)?.[partition] ?? -1);
      const start = Number(oldest.get(topic)?.[partition] ?? 0);
      return { topic, partition, offset: Math.max(offset, start), fence: ++this.#fence };
    });
    // A group is behind from its start on, and not only after it has handled something.
    const fresh = claims.filter(
      ({ topic, partition }) => (committed.get(topic)?.[partition] ?? -1n) < 0n,
    );
    if (fresh.length > 0) await this.#client.commit({ offsets: fresh.map(offsetOf) });
    return claims;
  }
}

function offsetOf({ topic, partition, offset }: Position) {
  return { topic, partition, offset: BigInt(offset), leaderEpoch: -1 };
}

/** The group shares its partitions anew: the broker answers, and the same works a moment later. */
function isRebalance(error: unknown): boolean {
  return findErrorBy(Object(error), 'needsRejoin', true) !== null;
}
