import { setTimeout as wait } from 'node:timers/promises';
import type { DeadLetter, Log, Subscription, SubscriptionOptions } from '../event-log.ts';
import { Outage } from '../outage.ts';
import { Commits } from './commits.ts';
import { type Claim, type Join, keyOf, type LogRecord, type Membership } from './membership.ts';
import { Partition, type Surroundings } from './partition.ts';
import { Slots } from './slots.ts';

/** How long a fetch waits for records, in milliseconds; the shorter while some partition needs none. */
const waits = { idle: 500, busy: 20 };

/** Pause after something failed, in milliseconds. */
const retryMs = 500;

/** Messages in hand at a time unless said otherwise. */
const defaultParallel = 8;

/** Consumes as a member of a group: fetches, hands out, commits. The same over every adapter. */
export class Consumer implements Subscription {
  readonly #partitions = new Map<string, Partition>();
  readonly #membership: Membership;
  readonly #log: Log;
  readonly #outage: Outage;
  readonly #commits: Commits;
  readonly #surroundings: Surroundings;
  readonly #fetching: Promise<void>;
  #claims: readonly Claim[] = [];
  #wake: () => void = () => undefined;
  #stopped: Promise<void> | undefined;

  constructor(options: SubscriptionOptions, join: Join, log: Log) {
    this.#log = log;
    this.#outage = new Outage(log);
    this.#membership = join((claims) => this.#assign(claims));
    this.#commits = new Commits(this.#membership, this.#outage);
    this.#surroundings = {
      options,
      slots: new Slots(options.parallel ?? defaultParallel),
      commit: (position) => this.#commits.add(position),
      bury: (letter, record, ending) => this.#bury(letter, record, ending),
      onRoom: () => this.#wake(),
      log,
    };
    this.#fetching = this.#fetch();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    await Promise.all([...this.#partitions.values()].map((partition) => partition.end()));
    await this.#commits.end();
    await this.#membership.leave();
    this.#wake();
    await this.#fetching;
  }

  async #assign(claims: readonly Claim[]): Promise<void> {
    const fences = new Map(claims.map((claim) => [keyOf(claim), claim.fence]));
    const lost = [...this.#partitions.values()].filter(
      ({ claim }) => fences.get(keyOf(claim)) !== claim.fence,
    );
    const released = Promise.all(lost.map((partition) => this.#release(partition)));
    this.#claims = claims;
    this.#start();
    await released;
    this.#start();
  }

  async #release(partition: Partition): Promise<void> {
    await partition.end();
    const key = keyOf(partition.claim);
    await this.#commits.settled(key);
    if (this.#partitions.get(key) === partition) this.#partitions.delete(key);
  }

  /** A partition that was lost and is back waits until what is in hand from before is done. */
  #start(): void {
    if (this.#stopped) return;
    for (const claim of this.#claims) {
      const key = keyOf(claim);
      if (!this.#partitions.has(key)) {
        this.#partitions.set(key, new Partition(claim, this.#surroundings));
      }
    }
    this.#wake();
  }

  async #fetch(): Promise<void> {
    while (!this.#stopped) {
      const all = [...this.#partitions.values()];
      const hungry = all.filter((partition) => partition.hasRoom());
      if (hungry.length === 0) await this.#woken();
      else await this.#feed(hungry, hungry.length < all.length ? waits.busy : waits.idle);
    }
  }

  async #feed(hungry: readonly Partition[], waitMs: number): Promise<void> {
    const positions = hungry.map((partition) => partition.position());
    try {
      const records = await this.#membership.fetch(positions, waitMs);
      this.#outage.worked();
      const found = Map.groupBy(records, keyOf);
      for (const partition of hungry) partition.push(found.get(keyOf(partition.claim)) ?? []);
    } catch (error) {
      if (this.#stopped) return;
      this.#outage.failed(error);
      await wait(retryMs);
    }
  }

  async #woken(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#stopped) resolve();
    });
  }

  async #bury(letter: DeadLetter, record: LogRecord, ending: AbortSignal): Promise<boolean> {
    const { message, reason, attempts, topic, partition, offset } = letter;
    while (!ending.aborted) {
      try {
        await this.#membership.bury(letter, record);
        const fields = { messageId: message.id, reason, attempts, topic, partition, offset };
        this.#log.warn(fields, 'gave a message up: it is a dead letter');
        return true;
      } catch (error) {
        this.#outage.failed(error);
        await wait(retryMs, undefined, { signal: ending }).catch(() => undefined);
      }
    }
    return false;
  }
}
