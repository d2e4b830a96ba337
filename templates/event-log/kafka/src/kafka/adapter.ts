import type { Adapter } from '../open.ts';
import { KafkaEventLog } from './event-log.ts';

/** An event log in Kafka: `kafka://one:9092,another:9092`. */
export const kafkaAdapter: Adapter = {
  open: (options) => new KafkaEventLog(options),
  // Topics are declared by those who use them.
  prepare: async () => undefined,
};
