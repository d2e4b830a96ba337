import { createPool, type Pool, type Row } from '@app/database';
import { Wakeups } from '@app/database/wakeups';
import { assertSize, type Message } from '@app/messages';
import type { TaskQueueOptions } from '../open.ts';
import type { DeadLetter, Depth, TaskQueue, Worker, WorkOptions } from '../task-queue.ts';
import { channel } from './channel.ts';
import { add } from './tasks.ts';
import { PostgresWorker } from './worker.ts';

/** The task queue in the schema `task_queue` of a Postgres database. */
export class PostgresTaskQueue implements TaskQueue {
  readonly #options: Required<TaskQueueOptions>;
  readonly #pool: Pool;
  readonly #wakeups: Wakeups;
  readonly #workers: Worker[] = [];

  constructor(options: Required<TaskQueueOptions>) {
    const { url, clientId } = options;
    this.#options = options;
    // Whoever uses a connection next learns what is wrong.
    this.#pool = createPool({ url, onError: () => undefined });
    this.#wakeups = new Wakeups({ url, clientId, channel });
  }

  async declare(queues: readonly string[]): Promise<void> {
    const sql = `INSERT INTO task_queue.queues (name) SELECT unnest($1::text[])
      ON CONFLICT DO NOTHING`;
    await this.#pool.query(sql, [[...queues].sort()]);
  }

  async enqueue(queue: string, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    messages.forEach(assertSize);
    if (!(await add(this.#pool, queue, messages))) {
      throw new Error(`the queue ${queue} is not declared`);
    }
  }

  work(options: WorkOptions): Worker {
    const { workerTimeoutMs, log } = this.#options;
    const surroundings = { database: this.#pool, wakeups: this.#wakeups, workerTimeoutMs, log };
    const worker = new PostgresWorker(options, surroundings);
    this.#workers.push(worker);
    return worker;
  }

  async depth(queue: string): Promise<Depth> {
    const [depth] = await this.#pool.query<Depth & Row>(
      `SELECT
         (SELECT count(*) FROM task_queue.tasks WHERE queue = $1 AND hidden_until <= now()) AS waiting,
         (SELECT count(*) FROM task_queue.dead_letters WHERE queue = $1) AS dead`,
      [queue],
    );
    return depth ?? { waiting: 0, dead: 0 };
  }

  async deadLetters(queue: string, limit: number): Promise<readonly DeadLetter[]> {
    const rows = await this.#pool.query<Omit<DeadLetter, 'message'> & Message & Row>(
      `SELECT id, key, headers, body, reason, attempts FROM task_queue.dead_letters
       WHERE queue = $1 ORDER BY position LIMIT $2`,
      [queue, limit],
    );
    return rows.map(({ reason, attempts, ...message }) => ({ message, reason, attempts }));
  }

  async redrive(queue: string, ids?: readonly string[]): Promise<number> {
    const [redriven] = await this.#pool.query<{ count: number }>(
      `WITH gone AS (
         DELETE FROM task_queue.dead_letters
         WHERE queue = $1 AND ($2::uuid[] IS NULL OR id = ANY ($2)) RETURNING *
       ),
       added AS (
         INSERT INTO task_queue.tasks (queue, id, key, headers, body)
         SELECT queue, id, key, headers, body FROM gone ORDER BY position RETURNING id
       )
       SELECT count(*), pg_notify('${channel}', $1) FROM added`,
      [queue, ids ?? null],
    );
    return redriven?.count ?? 0;
  }

  ready(): Promise<void> {
    return this.#pool.ping();
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
    await this.#wakeups.close();
    await this.#pool.close();
  }
}
