import type { Spec } from '../spec/spec.ts';

/** Whether events go over Kafka on Docker. */
export function usesKafka(spec: Spec): boolean {
  return spec.style === 'event-driven';
}

/** Whether tasks go over RabbitMQ on Docker. */
export function usesRabbitmq(spec: Spec): boolean {
  return spec.style === 'event-driven';
}
