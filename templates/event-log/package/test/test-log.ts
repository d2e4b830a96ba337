import { randomUUID } from 'node:crypto';
import type { Message } from '@app/messages';
import { type EventLog, type Log, openEventLog } from '../src/index.ts';

/** A broker that is ready to be used. */
export interface TestLog {
  readonly url: string;
  close(): Promise<void>;
}

export const silent: Log = { info: () => undefined, warn: () => undefined };

/** An event log that gives up members that are silent as early as Kafka allows. */
export function openLog(url: string, log: Log = silent): EventLog {
  return openEventLog({ url, clientId: 'test', memberTimeoutMs: 6_000, log });
}

/** A message with what matters for a test. */
export function message(change: Partial<Message> = {}): Message {
  return { id: randomUUID(), key: 'key', headers: {}, body: '{}', ...change };
}
