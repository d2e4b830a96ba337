import { headers as known, type Message } from '@app/messages';
import type { Message as Delivered, Options } from 'amqplib';
import { lossLimit, lostReason } from '../attempt.ts';

/** A message in the form in which RabbitMQ keeps it. */
export interface Envelope {
  readonly content: Buffer;
  readonly properties: Options.Publish;
}

/** What is known of a task besides its message. */
export interface History {
  /** Attempts that failed. */
  readonly attempts: number;
  /** Of the last failure. */
  readonly reason?: string;
}

export function pack({ id, key, headers, body }: Message, history: History): Envelope {
  const { attempts, reason } = history;
  return {
    content: Buffer.from(body),
    properties: {
      persistent: true,
      messageId: id,
      contentType: headers[known.contentType] ?? 'application/json',
      headers: {
        ...headers,
        [names.key]: key,
        [names.attempts]: attempts,
        // A long text would not fit into a frame.
        ...(reason !== undefined && { [names.reason]: reason.slice(0, longestReason) }),
      },
    },
  };
}

export function unpack({ content, properties }: Delivered): Message {
  const id = String(properties.messageId ?? '');
  const headers = properties.headers ?? {};
  const own = Object.entries(headers).filter(([name]) => !fromBroker.test(name));
  return {
    id,
    key: String(headers[names.key] ?? id),
    headers: Object.fromEntries(own.map(([name, value]) => [name, String(value)])),
    body: content.toString(),
  };
}

/** @returns how often a task that is in the queue has failed, or how one that is dead came to be so */
export function historyOf({ properties }: Delivered): Required<History> {
  const headers = properties.headers ?? {};
  const attempts = Number(headers[names.attempts] ?? 0);
  const wasLost = headers['x-last-death-reason'] === 'delivery_limit';
  if (wasLost) return { attempts: attempts + lossLimit + 1, reason: lostReason };
  return { attempts, reason: String(headers[names.reason] ?? '') };
}

const names = {
  key: 'x-task-key',
  attempts: 'x-task-attempts',
  reason: 'x-task-reason',
} as const;

/** Headers that RabbitMQ adds, and those above. */
const fromBroker =
  /^x-(task-|death$|first-death-|last-death-|delivery-count$|acquired-count$|opt-)/;

const longestReason = 2_000;
