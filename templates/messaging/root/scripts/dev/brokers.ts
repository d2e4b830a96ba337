import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { compileCache } from './child-program.ts';
import type { DatabaseServer } from './databases.ts';

/** Environment variables that say where the brokers are. */
export interface Brokers {
  readonly EVENT_LOG_URL: string;
  readonly TASK_QUEUE_URL: string;
}

/** The brokers that the environment names, else a database of their own; with all topics and queues. */
export async function openBrokers(server: DatabaseServer): Promise<Brokers> {
  const { EVENT_LOG_URL: events, TASK_QUEUE_URL: tasks } = process.env;
  const database = events && tasks ? undefined : await server.provide('brokers');
  const urls = {
    EVENT_LOG_URL: events || String(database?.url),
    TASK_QUEUE_URL: tasks || String(database?.url),
  };
  const env = {
    ...compileCache,
    ...process.env,
    ...urls,
    EVENT_LOG_OWNER_URL: events || String(database?.ownerUrl),
    TASK_QUEUE_OWNER_URL: tasks || String(database?.ownerUrl),
  };
  await promisify(execFile)(process.execPath, ['packages/messaging/src/programs/prepare.ts'], {
    env,
  });
  return urls;
}
