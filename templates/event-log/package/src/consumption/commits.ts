import { setTimeout as wait } from 'node:timers/promises';
import type { Outage } from '../outage.ts';
import { keyOf, type Membership, type Position } from './membership.ts';

/** Pause after a commit that failed, in milliseconds. */
const retryMs = 500;

/** Time between two commits, in milliseconds, in which positions gather: each costs the broker some work. */
const gatherMs = 100;

/** Commits positions in the background: the first at once, and those that follow gather meanwhile. */
export class Commits {
  readonly #membership: Membership;
  readonly #outage: Outage;
  readonly #pending = new Map<string, Position>();
  #underWay: ReadonlySet<string> = new Set();
  #round: Promise<void> = Promise.resolve();
  #running = false;
  #ending = false;
  #hurrying = 0;
  #goOn: () => void = () => undefined;

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
    this.#hurry();
    while (this.#pending.has(key) || this.#underWay.has(key)) await this.#round;
    this.#hurrying -= 1;
  }

  /** Resolves once all that was added is committed, or has failed once more. */
  async end(): Promise<void> {
    this.#ending = true;
    this.#hurry();
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
      this.#underWay = new Set();
      if (this.#hurrying === 0) await this.#gather();
    } catch (error) {
      this.#outage.failed(error);
      if (!this.#ending) {
        this.#putBack(positions);
        await wait(retryMs);
      }
    }
    this.#underWay = new Set();
  }

  /** From now on somebody waits for commits. */
  #hurry(): void {
    this.#hurrying += 1;
    this.#goOn();
  }

  async #gather(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, gatherMs);
    this.#goOn = resolve;
    await promise;
    clearTimeout(timer);
  }

  #putBack(positions: readonly Position[]): void {
    for (const position of positions) {
      const key = keyOf(position);
      if (!this.#pending.has(key)) this.#pending.set(key, position);
    }
  }
}
