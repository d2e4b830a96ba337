import type { Instance } from './discovery.ts';

export interface BalancerOptions {
  /** Failures in a row after which an instance is left alone. */
  readonly ejectAfter: number;
  /** For how long, in milliseconds. */
  readonly ejectForMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** From 0 to 1, without 1. */
  readonly random: () => number;
}

/** An instance for one request; `done` must be called once, when the request is over. */
export interface Lease {
  readonly instance: Instance;
  done(worked: boolean): void;
}

/**
 * Spreads requests over instances: of two taken at random, the one with fewer requests in flight
 * (https://www.eecs.harvard.edu/~michaelm/postscripts/handbook2001.pdf). An instance that fails
 * several times in a row is left alone for a while, unless that leaves none.
 */
export class Balancer {
  readonly #options: BalancerOptions;
  readonly #loads = new Map<string, Load>();

  constructor(options: Partial<BalancerOptions> = {}) {
    this.#options = { ...defaults, ...options };
  }

  /**
   * Takes one of the instances; undefined when there is none.
   *
   * @param avoid one that just failed: taken only when there is no other
   */
  take(instances: readonly Instance[], avoid?: Instance): Lease | undefined {
    this.#forgetAllBut(instances);
    const others = avoid ? instances.filter((one) => !same(one, avoid)) : instances;
    const now = this.#options.now();
    const usable = (one: Instance) => this.#loadOf(one).ejectedUntil <= now;
    const candidates = [others.filter(usable), others, instances].find(({ length }) => length > 0);
    if (!candidates) return undefined;
    const first = this.#anyOf(candidates);
    const second = this.#anyOf(candidates.filter((one) => one !== first));
    const instance = second && this.#inFlight(second) < this.#inFlight(first) ? second : first;
    return instance && this.#lease(instance);
  }

  #anyOf(candidates: readonly Instance[]): Instance | undefined {
    return candidates[Math.floor(this.#options.random() * candidates.length)];
  }

  #inFlight(instance: Instance | undefined): number {
    return instance ? this.#loadOf(instance).inFlight : 0;
  }

  #lease(instance: Instance): Lease {
    const load = this.#loadOf(instance);
    load.inFlight++;
    const done = (worked: boolean) => {
      load.inFlight--;
      load.failures = worked ? 0 : load.failures + 1;
      if (load.failures < this.#options.ejectAfter) return;
      load.failures = 0;
      load.ejectedUntil = this.#options.now() + this.#options.ejectForMs;
    };
    return { instance, done };
  }

  #loadOf(instance: Instance): Load {
    const key = addressOf(instance);
    const load = this.#loads.get(key) ?? { inFlight: 0, failures: 0, ejectedUntil: -Infinity };
    this.#loads.set(key, load);
    return load;
  }

  #forgetAllBut(instances: readonly Instance[]): void {
    if (this.#loads.size <= instances.length) return;
    const known = new Set(instances.map(addressOf));
    for (const [key, { inFlight }] of this.#loads) {
      if (inFlight === 0 && !known.has(key)) this.#loads.delete(key);
    }
  }
}

interface Load {
  inFlight: number;
  /** In a row. */
  failures: number;
  ejectedUntil: number;
}

const defaults: BalancerOptions = {
  ejectAfter: 3,
  ejectForMs: 10_000,
  now: () => performance.now(),
  random: Math.random,
};

/** The address of an instance, as it stands in a URL. */
export function addressOf({ host, port }: Instance): string {
  return `${host}:${port}`;
}

function same(one: Instance, other: Instance): boolean {
  return addressOf(one) === addressOf(other);
}
