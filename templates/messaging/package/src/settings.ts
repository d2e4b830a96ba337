import { isEventLogUrl } from '@app/event-log';
import { isTaskQueueUrl } from '@app/task-queue';
import { type Static, Type } from 'typebox';

/** What a service reads from its environment that tells others what happened. */
export const brokers = {
  EVENT_LOG_URL: Type.Refine(
    Type.String(),
    isEventLogUrl,
    () => 'must be the complete URL of an event log',
  ),
  TASK_QUEUE_URL: Type.Refine(
    Type.String(),
    isTaskQueueUrl,
    () => 'must be the complete URL of a task queue',
  ),
};

const Brokers = Type.Object(brokers);

/** Where the brokers are. */
export type Brokers = Static<typeof Brokers>;
