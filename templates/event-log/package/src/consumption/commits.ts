import { setTimeout as wait } from 'node:timers/promises';
import type { Outage } from '../outage.ts';
import { keyOf, type Membership, type Position } from './membership.ts';

/** Pause after a commit that failed, in milliseconds. */
const retryMs = 500;

/** Commits positions in the background: while one commit is on its way, those that follow gather. */
export class Commits {
  readonly #membership: Membership;
  readonly #outage: Outage;
  readonly #pending = new Map<string, Position>();
  #underWay: ReadonlySet<string> = new Set();
  #round: Promise<void> = Promise.resolve();
  #running = false;
  #ending = false;

  constructor(membership: Membership, outage: Outage) {
    this.#membership = membership;
    this.#outage = outage;
  }

  /** Commits a position soon: everything before it is done. */
  add(position: Position): void {
    this.#pending.set(keyOf(position), position);
    if (!this.#running) void this.#run();
  }

  /** Resolves once what was added for a partition is committed. */
  async settled(key: string): Promise<void> {
    while (this.#pending.has(key) || this.#underWay.has(key)) await this.#round;
  }

  /** Resolves once all that was added is committed, or has failed once more. */
  async end(): Promise<void> {
    this.#ending = true;
    while (this.#running) await this.#round;
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#pending.size > 0) {
      this.#round = this.#commit();
      await this.#round;
    }
    this.#running = false;
  }

  async #commit(): Promise<void> {
    const positions = [...this.#pending.values()];
    this.#underWay = new Set(this.#pending.keys());
    this.#pending.clear();
    try {
      await this.#membership.commit(positions);
      this.#outage.worked();
    } catch (error) {
      this.#outage.failed(error);
      if (!this.#ending) {
        this.#putBack(positions);
        await wait(retryMs);
      }
    }
    this.#underWay = new Set();
  }

  #putBack(positions: readonly Position[]): void {
    for (const position of positions) {
      const key = keyOf(position);
      if (!this.#pending.has(key)) this.#pending.set(key, position);
    }
  }
}
