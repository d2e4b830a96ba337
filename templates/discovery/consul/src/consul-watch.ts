import { setTimeout as wait } from 'node:timers/promises';
import type { ConsulApi, Health } from './consul-api.ts';
import type { ConsulTimes } from './consul-times.ts';
import type { Instance } from './discovery.ts';
import type { Outage } from './outage.ts';

/** How long one query waits for a change. */
const waitSeconds = 30;

/** Follows the healthy instances of one service, from the first time somebody asks for them. */
export class ConsulWatch {
  readonly #api: ConsulApi;
  readonly #service: string;
  readonly #outage: Outage;
  readonly #times: ConsulTimes;
  readonly #ending = new AbortController();
  readonly #first = Promise.withResolvers<void>();
  #known: readonly Instance[] = [];
  #recoveredUntil = -Infinity;

  constructor(api: ConsulApi, service: string, outage: Outage, times: ConsulTimes) {
    this.#api = api;
    this.#service = service;
    this.#outage = outage;
    this.#times = times;
    void this.#follow();
  }

  async instances(): Promise<readonly Instance[]> {
    await this.#first.promise;
    return this.#known;
  }

  close(): void {
    this.#ending.abort();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#ending;
    setTimeout(this.#first.resolve, this.#times.firstAnswer).unref();
    let index = 0;
    let away = false;
    while (!signal.aborted) {
      try {
        const health = await this.#api.health(this.#service, { index, waitSeconds, signal });
        this.#outage.worked();
        // An index that went back is of another history.
        if (away || health.index < index) this.#recover();
        this.#take(health);
        away = false;
        index = health.index;
      } catch (error) {
        if (signal.aborted) return;
        this.#outage.failed(error);
        away = true;
        index = 0;
        await wait(this.#times.retry, undefined, { ref: false });
      }
    }
  }

  /** Consul may not know yet what it knew before. */
  #recover(): void {
    this.#recoveredUntil = performance.now() + this.#times.recovery;
  }

  #take({ instances }: Health): void {
    const recovering = performance.now() < this.#recoveredUntil;
    if (instances.length > 0 || !recovering) this.#known = instances;
    this.#first.resolve();
  }
}
