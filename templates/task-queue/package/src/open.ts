import { adapters } from './adapters.ts';
import type { Log, TaskQueue } from './task-queue.ts';

export interface TaskQueueOptions {
  /** Its scheme names the adapter. */
  readonly url: string;
  /** Says to the broker who is connected, such as the name of the service. */
  readonly clientId: string;
  /** After so long without a sign of life the tasks of a worker go to others, in milliseconds; 10 s by default. */
  readonly workerTimeoutMs?: number;
  readonly log: Log;
}

export interface PrepareTaskQueueOptions {
  /** What `openTaskQueue` is given, with the rights of the application. */
  readonly url: string;
  /** The same with the rights of the owner. */
  readonly ownerUrl: string;
  readonly log: (message: string) => void;
}

/** A kind of task queue. */
export interface Adapter {
  open(options: Required<TaskQueueOptions>): TaskQueue;
  prepare(options: PrepareTaskQueueOptions): Promise<void>;
}

/**
 * Opens a task queue. Nothing is connected until the first use.
 *
 * @throws TypeError when there is no adapter for the URL
 */
export function openTaskQueue(options: TaskQueueOptions): TaskQueue {
  return adapterFor(options.url).open({ workerTimeoutMs: 10_000, ...options });
}

/** Makes what a task queue needs before it is opened; safe from many instances at once. */
export function prepareTaskQueue(options: PrepareTaskQueueOptions): Promise<void> {
  return adapterFor(options.url).prepare(options);
}

/** Says whether there is an adapter for a URL. */
export function isTaskQueueUrl(url: string): boolean {
  return Object.hasOwn(adapters, schemeOf(url));
}

function adapterFor(url: string): Adapter {
  const adapter = isTaskQueueUrl(url) ? adapters[schemeOf(url)] : undefined;
  if (!adapter) {
    throw new TypeError(`no task queue for ${schemeOf(url) || 'a URL without a scheme'}`);
  }
  return adapter;
}

function schemeOf(url: string): string {
  return url.slice(0, url.indexOf(':') + 1);
}
