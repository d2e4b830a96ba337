import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@app/database';
import type { Wakeups } from '@app/database/wakeups';
import { attempt, lostReason } from '../attempt.ts';
import { Outage } from '../outage.ts';
import type { Log, Worker, WorkOptions } from '../task-queue.ts';
import { bury, type Claim, claim, isLost, keep, postpone, remove } from './tasks.ts';

/** How long a worker waits for news, in milliseconds: tasks whose pause is over give none. */
const pollMs = 500;

interface Surroundings {
  readonly database: Database;
  readonly wakeups: Wakeups;
  readonly workerTimeoutMs: number;
  readonly log: Log;
}

/** Takes tasks as long as it has hands free, and says often that those it has are being worked on. */
export class PostgresWorker implements Worker {
  readonly #options: WorkOptions;
  readonly #surroundings: Surroundings;
  readonly #outage: Outage;
  readonly #stopping = new AbortController();
  readonly #inHand = new Map<Claim, Promise<void>>();
  readonly #keeping: NodeJS.Timeout;
  readonly #running: Promise<void>;
  #turn = new AbortController();

  constructor(options: WorkOptions, surroundings: Surroundings) {
    this.#options = options;
    this.#surroundings = surroundings;
    this.#outage = new Outage(surroundings.log);
    this.#keeping = setInterval(() => this.#keep(), surroundings.workerTimeoutMs / 4);
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all(this.#inHand.values());
    clearInterval(this.#keeping);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#turn = new AbortController();
      const ends = AbortSignal.any([signal, this.#turn.signal]);
      // Before the look, or tasks that are added in between would be missed.
      const news = this.#surroundings.wakeups.wait([this.#options.queue], pollMs, ends);
      const free = this.#options.prefetch - this.#inHand.size;
      try {
        const taken = free > 0 ? await this.#take(free) : 0;
        if (taken === 0 || taken < free) await news;
      } catch (error) {
        this.#outage.failed(error);
        await wait(pollMs, undefined, { signal }).catch(() => undefined);
      }
      this.#turn.abort();
    }
  }

  async #take(limit: number): Promise<number> {
    const { database, workerTimeoutMs } = this.#surroundings;
    const { queue } = this.#options;
    const claims = await claim(database, { queue, limit, forMs: workerTimeoutMs });
    this.#outage.worked();
    for (const one of claims) {
      const done = this.#do(one).finally(() => {
        this.#inHand.delete(one);
        this.#turn.abort();
      });
      this.#inHand.set(one, done);
    }
    return claims.length;
  }

  async #do(task: Claim): Promise<void> {
    const { database, log } = this.#surroundings;
    const messageId = task.message.id;
    const failure = isLost(task)
      ? { reason: lostReason, attempts: task.failures + task.deliveries - 1, pauseMs: undefined }
      : await attempt(task.message, task.failures, this.#options);
    try {
      if (!failure) await remove(database, task);
      else if (failure.pauseMs !== undefined) await postpone(database, task, failure.pauseMs);
      else {
        await bury(database, task, failure);
        const { reason, attempts } = failure;
        log.warn({ messageId, reason, attempts }, 'gave a task up: it is a dead letter');
      }
    } catch (error) {
      log.warn({ err: error, messageId }, 'cannot say what became of a task: it comes again');
    }
  }

  #keep(): void {
    if (this.#inHand.size === 0) return;
    const { database, workerTimeoutMs } = this.#surroundings;
    // What fails is tried again soon; a task that is lost meanwhile is done twice.
    keep(database, [...this.#inHand.keys()], workerTimeoutMs).catch(() => undefined);
  }
}
