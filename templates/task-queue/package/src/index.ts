export {
  isTaskQueueUrl,
  openTaskQueue,
  type PrepareTaskQueueOptions,
  prepareTaskQueue,
  type TaskQueueOptions,
} from './open.ts';
export type {
  DeadLetter,
  Delivery,
  Depth,
  Log,
  TaskQueue,
  Worker,
  WorkOptions,
} from './task-queue.ts';
