import { setTimeout as wait } from 'node:timers/promises';
import type { ConsulApi, Health } from './consul-api.ts';
import type { Instance } from './discovery.ts';
import type { Outage } from './outage.ts';

/** How long the first lookup of a service may take, in milliseconds, before it finds nobody. */
const firstAnswerMs = 2_000;

/** How long one query waits for a change. */
const waitSeconds = 30;

/** Milliseconds between tries while Consul is away. */
const retryMs = 1_000;

/**
 * For how long, in milliseconds, an empty list is not believed after Consul was away or has lost what
 * it knew: instances that are up register again, each within its interval.
 */
const recoveryMs = 30_000;

/** Follows the healthy instances of one service, from the first time somebody asks for them. */
export class ConsulWatch {
  readonly #api: ConsulApi;
  readonly #service: string;
  readonly #outage: Outage;
  readonly #ending = new AbortController();
  readonly #first = Promise.withResolvers<void>();
  #known: readonly Instance[] = [];
  #recoveredUntil = -Infinity;

  constructor(api: ConsulApi, service: string, outage: Outage) {
    this.#api = api;
    this.#service = service;
    this.#outage = outage;
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
    setTimeout(this.#first.resolve, firstAnswerMs).unref();
    let index = 0;
    let away = false;
    while (!signal.aborted) {
      try {
        const health = await this.#api.health(this.#service, { index, waitSeconds, signal });
        this.#outage.worked();
        // An index that went back is one of another history: start over.
        const forgotten = health.index < index;
        if (away || forgotten) this.#recoveredUntil = performance.now() + recoveryMs;
        this.#take(health);
        away = false;
        index = forgotten ? 0 : health.index;
      } catch (error) {
        if (signal.aborted) return;
        away = true;
        this.#outage.failed(error);
        await wait(retryMs, undefined, { ref: false });
      }
    }
  }

  #take({ instances }: Health): void {
    const recovering = performance.now() < this.#recoveredUntil;
    if (instances.length > 0 || !recovering) this.#known = instances;
    this.#first.resolve();
  }
}
