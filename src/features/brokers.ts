import type { Spec } from '../spec/spec.ts';
import { isEventDriven } from './processes.ts';

/** Whether events go over Kafka on Docker; else over PostgreSQL, as in development. */
export function usesKafka(spec: Spec): boolean {
  return isEventDriven(spec) && ['both', 'kafka'].includes(spec.broker);
}

/** Whether tasks go over RabbitMQ on Docker; else over PostgreSQL, as in development. */
export function usesRabbitmq(spec: Spec): boolean {
  return isEventDriven(spec) && ['both', 'rabbitmq'].includes(spec.broker);
}
