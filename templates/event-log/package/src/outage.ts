import type { Log } from './event-log.ts';

/**
 * Logs that something is lost once, and once that it is back, however often it fails in between. A single
 * failure is not told: a connection that broke is replaced.
 */
export class Outage {
  readonly #log: Log;
  #failures = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  failed(error: unknown): void {
    this.#failures++;
    if (this.#failures !== 2) return;
    this.#log.warn({ err: error }, 'cannot reach the event log; trying again');
  }

  worked(): void {
    if (this.#failures >= 2) this.#log.info({}, 'the event log answers again');
    this.#failures = 0;
  }
}
