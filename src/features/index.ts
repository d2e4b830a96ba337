import type { Feature } from '../plan/feature.ts';
import { auth } from './auth/feature.ts';
import { cache } from './cache/feature.ts';
import { chassis } from './chassis/feature.ts';
import { consul } from './consul/feature.ts';
import { contracts } from './contracts/feature.ts';
import { development } from './development/feature.ts';
import { discovery } from './discovery/feature.ts';
import { docker } from './docker/feature.ts';
import { documentation } from './documentation/feature.ts';
import { documents } from './documents/feature.ts';
import { email } from './email/feature.ts';
import { eventLog } from './event-log/feature.ts';
import { eventStore } from './event-store/feature.ts';
import { events } from './events/feature.ts';
import { gateway } from './gateway/feature.ts';
import { gatewayKong } from './gateway-kong/feature.ts';
import { gatewayNginx } from './gateway-nginx/feature.ts';
import { githubActions } from './github-actions/feature.ts';
import { httpServer } from './http-server/feature.ts';
import { inventory } from './inventory/feature.ts';
import { jaeger } from './jaeger/feature.ts';
import { messages } from './messages/feature.ts';
import { messaging } from './messaging/feature.ts';
import { microservices } from './microservices/feature.ts';
import { modularMonolith } from './modular-monolith/feature.ts';
import { nginx } from './nginx/feature.ts';
import { npmNode } from './npm-node/feature.ts';
import { orders } from './orders/feature.ts';
import { outbox } from './outbox/feature.ts';
import { payments } from './payments/feature.ts';
import { postgres } from './postgres/feature.ts';
import { products } from './products/feature.ts';
import { prometheus } from './prometheus/feature.ts';
import { readReplicas } from './read-replicas/feature.ts';
import { redis } from './redis/feature.ts';
import { references } from './references/feature.ts';
import { resource } from './resource/feature.ts';
import { saga } from './saga/feature.ts';
import { serviceClient } from './service-client/feature.ts';
import { settings } from './settings/feature.ts';
import { shipping } from './shipping/feature.ts';
import { systemPage } from './system-page/feature.ts';
import { taskQueue } from './task-queue/feature.ts';
import { telemetry } from './telemetry/feature.ts';
import { users } from './users/feature.ts';
import { workspace } from './workspace/feature.ts';

/** Every feature of the product. The order is that of compose services, variables and contexts in the output. */
export const features: readonly Feature[] = [
  workspace,
  development,
  npmNode,
  documentation,
  httpServer,
  auth,
  postgres,
  telemetry,
  modularMonolith,
  settings,
  contracts,
  discovery,
  cache,
  serviceClient,
  chassis,
  documents,
  messages,
  taskQueue,
  events,
  outbox,
  eventStore,
  saga,
  eventLog,
  messaging,
  systemPage,
  microservices,
  users,
  email,
  products,
  payments,
  inventory,
  shipping,
  orders,
  resource,
  references,
  consul,
  redis,
  jaeger,
  prometheus,
  gateway,
  gatewayNginx,
  gatewayKong,
  docker,
  nginx,
  readReplicas,
  githubActions,
];
