import type { Log } from './discovery.ts';

/** Logs that something is lost once, and once that it is back, however often it fails in between. */
export class Outage {
  readonly #what: string;
  readonly #log: Log;
  #lost = false;

  /** @param what completes the sentence "cannot reach …" */
  constructor(what: string, log: Log) {
    this.#what = what;
    this.#log = log;
  }

  failed(error: unknown): void {
    if (!this.#lost) {
      this.#log.warn({ err: error }, `cannot reach ${this.#what}; going on with what is known`);
    }
    this.#lost = true;
  }

  worked(): void {
    if (this.#lost) this.#log.info({}, `${this.#what} answers again`);
    this.#lost = false;
  }
}
