import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads a module of a generated repository, as what we know of it. */
export function load<Exports>(folder: string, path: string): Promise<Exports> {
  return import(pathToFileURL(join(folder, path)).href) as Promise<Exports>;
}

export interface Message {
  readonly id: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface DeadLetter {
  readonly message: Message;
  readonly reason: string;
  readonly attempts: number;
}

/** The port of a generated event log, as far as it is used here. */
export interface EventLog {
  publish(topic: string, messages: readonly Message[]): Promise<void>;
  subscribe(options: {
    readonly group: string;
    readonly topics: readonly string[];
    readonly attempts: number;
    readonly backoffMs: number;
    handle(message: Message, delivery: { readonly topic: string }): Promise<void>;
  }): { stop(): Promise<void> };
  lag(group: string): Promise<readonly { readonly topic: string; readonly behind: number }[]>;
  deadLetters(of: {
    readonly topic: string;
    readonly group: string;
    readonly limit: number;
  }): Promise<readonly DeadLetter[]>;
  close(): Promise<void>;
}

/** The port of a generated task queue, as far as it is used here. */
export interface TaskQueue {
  enqueue(queue: string, messages: readonly Message[]): Promise<void>;
  depth(queue: string): Promise<{ readonly waiting: number; readonly dead: number }>;
  deadLetters(queue: string, limit: number): Promise<readonly DeadLetter[]>;
  close(): Promise<void>;
}

export interface Pool {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  transaction<Result>(work: (transaction: Pool) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined };

export async function openEventLog(folder: string, url: string): Promise<EventLog> {
  type Exports = { openEventLog(options: object): EventLog };
  const { openEventLog: open } = await load<Exports>(folder, 'packages/event-log/src/index.ts');
  return open({ url, clientId: 'fault-suite', log: silent });
}

export async function openTaskQueue(folder: string, url: string): Promise<TaskQueue> {
  type Exports = { openTaskQueue(options: object): TaskQueue };
  const { openTaskQueue: open } = await load<Exports>(folder, 'packages/task-queue/src/index.ts');
  return open({ url, clientId: 'fault-suite', log: silent });
}

export async function openPool(folder: string, url: string): Promise<Pool> {
  type Exports = { createPool(options: object): Pool };
  const { createPool } = await load<Exports>(folder, 'packages/database/src/index.ts');
  return createPool({ url, max: 1, onError: () => undefined });
}
