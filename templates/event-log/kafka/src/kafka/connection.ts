import type { EventLogOptions } from '../open.ts';

/** What every client of Kafka is made with; times are in milliseconds. */
export function connectionOf({ url, clientId }: EventLogOptions) {
  return {
    clientId,
    bootstrapBrokers: url.slice('kafka://'.length).replace(/\/$/, '').split(','),
    connectTimeout: 3_000,
    requestTimeout: 10_000,
    retryDelay: 500,
    autocreateTopics: false,
  };
}

export type Connection = ReturnType<typeof connectionOf>;
