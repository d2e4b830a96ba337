import { randomUUID } from 'node:crypto';
import type { Message } from '@app/messages';
import { type Log, openTaskQueue, type TaskQueue } from '../src/index.ts';

/** What keeps the tasks of the tests. */
export interface Broker {
  /** What `openTaskQueue` is given. */
  readonly url: string;
  close(): Promise<void>;
}

export const silent: Log = { info() {}, warn() {} };

/** After so long the tasks of a worker that is gone are given to others, in milliseconds. */
export const workerTimeoutMs = 3_000;

/** Opens a task queue that notices soon when a worker is gone. */
export function open(url: string, log: Log = silent): TaskQueue {
  return openTaskQueue({ url, clientId: 'test', workerTimeoutMs, log });
}

/** A message, with what matters for a test. */
export function message(change: Partial<Message> = {}): Message {
  return { id: randomUUID(), key: 'order-1', headers: {}, body: '{}', ...change };
}
