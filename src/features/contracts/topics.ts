import type { Spec } from '../../spec/spec.ts';

/** A topic or a queue of the sample domain, and who uses it. */
export interface Topic {
  readonly name: string;
  /** The constant of `packages/contracts` that declares it. */
  readonly constant: string;
  readonly queue: boolean;
  readonly publishers: readonly string[];
  readonly consumers: readonly string[];
}

/** Every topic and queue of the event-driven style. */
export function topicsOf(spec: Spec): readonly Topic[] {
  return [
    topic('user-events', 'userEvents', ['users'], ['email']),
    ...orderTopics(spec.saga === 'orchestration'),
    {
      ...topic('email-queue', 'emailQueue', ['users', 'orders'], ['email']),
      queue: true,
    },
  ];
}

const participants = ['payments', 'inventory', 'shipping'];

function orderTopics(led: boolean): readonly Topic[] {
  const stock = ['products', 'inventory'];
  const everybody = ['orders', ...participants];
  const hearing = led ? ['orders', 'payments'] : everybody;
  return [
    topic('product-events', 'productEvents', stock, ['products', 'orders', 'inventory']),
    topic('order-events', 'orderEvents', everybody, hearing),
    ...(led ? [topic('order-commands', 'orderCommands', ['orders'], participants)] : []),
  ];
}

function topic(
  name: string,
  constant: string,
  publishers: readonly string[],
  consumers: readonly string[],
): Topic {
  return { name, constant, queue: false, publishers, consumers };
}
