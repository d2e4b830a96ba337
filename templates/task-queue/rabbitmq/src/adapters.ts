import type { Adapter } from './open.ts';
import { postgresAdapter } from './postgres/adapter.ts';
import { rabbitmqAdapter } from './rabbitmq/adapter.ts';

/** Kinds of task queue by the scheme of their URL. */
export const adapters: Readonly<Record<string, Adapter>> = {
  'amqp:': rabbitmqAdapter,
  'amqps:': rabbitmqAdapter,
  'postgres:': postgresAdapter,
  'postgresql:': postgresAdapter,
};
