import type { Log } from './task-queue.ts';

/** Logs that the broker is lost once, and once that it is back, however often it fails in between. */
export class Outage {
  readonly #log: Log;
  #lost = false;

  constructor(log: Log) {
    this.#log = log;
  }

  failed(error: unknown): void {
    if (!this.#lost) this.#log.warn({ err: error }, 'cannot reach the task queue; trying again');
    this.#lost = true;
  }

  worked(): void {
    if (this.#lost) this.#log.info({}, 'the task queue answers again');
    this.#lost = false;
  }
}
