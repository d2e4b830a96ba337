import type { Adapter } from '../open.ts';
import { RabbitmqTaskQueue } from './task-queue.ts';

/** A task queue in RabbitMQ 4, which keeps it with no preparation. */
export const rabbitmqAdapter: Adapter = {
  open: (options) => new RabbitmqTaskQueue(options),
  prepare: async () => undefined,
};
