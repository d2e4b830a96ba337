import { randomUUID } from 'node:crypto';
import type { Pool } from '@app/database';
import type { Wakeups } from '@app/database/wakeups';
import type { Assign, Join, LogRecord, Membership, Position } from '../consumption/membership.ts';
import type { DeadLetter, Log } from '../event-log.ts';
import { Outage } from '../outage.ts';
import { redriveTopic } from '../redrive.ts';
import { bury } from './dead-letters.ts';
import { commit, type Group, leave, read, release, renew } from './group.ts';

/** How a subscription takes part in a group of the log. */
export function joinGroup(
  pool: Pool,
  wakeups: Wakeups,
  options: { name: string; topics: readonly string[]; timeoutMs: number },
  log: Log,
): Join {
  const topics = options.topics.flatMap((topic) => [topic, redriveTopic(topic, options.name)]);
  const group = { ...options, topics, member: randomUUID() };
  return (assign) => new PostgresMembership(pool, wakeups, { group, assign, log });
}

interface Parts {
  readonly group: Group;
  readonly assign: Assign;
  readonly log: Log;
}

/** A member says often that it is alive, and learns then which partitions it has. */
class PostgresMembership implements Membership {
  readonly #pool: Pool;
  readonly #wakeups: Wakeups;
  readonly #parts: Parts;
  readonly #leaving = new AbortController();
  readonly #renewing: Promise<void>;
  /** What is being given to another member, once nothing of it is in hand. */
  readonly #releases = new Map<number, Promise<void>>();

  constructor(pool: Pool, wakeups: Wakeups, parts: Parts) {
    this.#pool = pool;
    this.#wakeups = wakeups;
    this.#parts = parts;
    this.#renewing = this.#renewAlways();
  }

  async fetch(positions: readonly Position[], waitMs: number): Promise<readonly LogRecord[]> {
    const found = new AbortController();
    const { signal } = this.#leaving;
    // Before the look, or news that come in between would be missed.
    const topics = positions.map(({ topic }) => topic);
    const news = this.#wakeups.wait(topics, waitMs, AbortSignal.any([signal, found.signal]));
    try {
      const records = await read(this.#pool, positions);
      if (records.length === 0) await news;
      return records;
    } finally {
      found.abort();
    }
  }

  commit(positions: readonly Position[]): Promise<void> {
    return commit(this.#pool, this.#parts.group, positions);
  }

  bury(letter: DeadLetter): Promise<void> {
    return bury(this.#pool, this.#parts.group.name, letter);
  }

  async leave(): Promise<void> {
    this.#leaving.abort();
    await this.#renewing;
    // If it fails, the others wait until this member is not heard of any more.
    await leave(this.#pool, this.#parts.group).catch(() => undefined);
  }

  async #renewAlways(): Promise<void> {
    const { group, assign, log } = this.#parts;
    const outage = new Outage(log);
    const { signal } = this.#leaving;
    let heard = performance.now();
    while (!signal.aborted) {
      const news = this.#wakeups.wait([group.name], group.timeoutMs / 5, signal);
      try {
        await this.#renew();
        heard = performance.now();
        outage.worked();
      } catch (error) {
        outage.failed(error);
        // By now others may have the partitions.
        if (performance.now() - heard > group.timeoutMs) void assign([]);
      }
      await news;
    }
  }

  async #renew(): Promise<void> {
    const { group, assign } = this.#parts;
    const { mine, surplus } = await renew(this.#pool, group);
    const ended = assign(mine.filter(({ fence }) => !this.#releases.has(fence)));
    for (const position of surplus) {
      const { fence } = position;
      if (this.#releases.has(fence)) continue;
      const released = ended
        .then(() => release(this.#pool, group, position))
        .catch(() => undefined)
        .finally(() => this.#releases.delete(fence));
      this.#releases.set(fence, released);
    }
  }
}
