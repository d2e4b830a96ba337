import { partitions, queues, retentionMs, topics } from '@app/contracts/topology';
import { openEventLog, prepareEventLog } from '@app/event-log';
import { readSettings } from '@app/settings';
import { openTaskQueue, prepareTaskQueue } from '@app/task-queue';
import { Type } from 'typebox';
import { brokers } from '../settings.ts';

const Settings = Type.Object({
  ...brokers,
  EVENT_LOG_OWNER_URL: brokers.EVENT_LOG_URL,
  TASK_QUEUE_OWNER_URL: brokers.TASK_QUEUE_URL,
});

/** Makes topics and queues before services start, so that these need no right to; may be repeated. */
async function main(): Promise<void> {
  const settings = readSettings(Settings, process.env);
  await prepareTopics(settings.EVENT_LOG_URL, settings.EVENT_LOG_OWNER_URL);
  await prepareQueues(settings.TASK_QUEUE_URL, settings.TASK_QUEUE_OWNER_URL);
}

async function prepareTopics(url: string, ownerUrl: string): Promise<void> {
  await prepareEventLog({ url, ownerUrl, log: console.log });
  const events = openEventLog({ url: ownerUrl, clientId, log });
  try {
    await events.declare(topics.map(({ name }) => ({ name, partitions, retentionMs })));
    console.log(`topics: ${topics.map(({ name }) => name).join(', ')}`);
  } finally {
    await events.close();
  }
}

async function prepareQueues(url: string, ownerUrl: string): Promise<void> {
  await prepareTaskQueue({ url, ownerUrl, log: console.log });
  const tasks = openTaskQueue({ url: ownerUrl, clientId, log });
  try {
    await tasks.declare(queues.map(({ name }) => name));
    console.log(`queues: ${queues.map(({ name }) => name).join(', ')}`);
  } finally {
    await tasks.close();
  }
}

const clientId = 'prepare';

const log = {
  info: (_fields: object, message: string) => console.log(message),
  warn: (_fields: object, message: string) => console.warn(message),
};

await main();
