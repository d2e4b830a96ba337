import type { Log } from './event-log.ts';

/** Logs that something is lost once, and once that it is back, however often it fails in between. */
export class Outage {
  readonly #log: Log;
  #lost = false;

  constructor(log: Log) {
    this.#log = log;
  }

  failed(error: unknown): void {
    if (!this.#lost) this.#log.warn({ err: error }, 'cannot reach the event log; trying again');
    this.#lost = true;
  }

  worked(): void {
    if (this.#lost) this.#log.info({}, 'the event log answers again');
    this.#lost = false;
  }
}
