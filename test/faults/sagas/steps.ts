import { EventEmitter, once } from 'node:events';
import type { Message } from './generated.ts';

/** Follows at which step of its saga each order is, and at which of them services were killed. */
export interface Steps {
  heard(message: Message): void;
  /** Notes that a service is killed now: at the step of each order. */
  killed(service: string): void;
  /** Waits, at most so long, until an order is at a step at which the service was not killed yet. */
  untilNew(service: string, limitMs: number): Promise<void>;
  coverage(): Coverage;
}

/** Pairs of a service and a step at which it was killed. */
export interface Coverage {
  readonly covered: number;
  /** `email at orders.order-placed` */
  readonly missing: readonly string[];
}

/** After these, nothing more comes of an order, unless it is cancelled. */
const ends = /^orders\.order-(confirmed|rejected|cancelled)$/;

/** How long an order that has ended counts as being there, in milliseconds. */
const lingerMs = 500;

/** @param types of the messages that are the steps: an order is at what was said of it last */
export function followSteps(services: readonly string[], types: readonly string[]): Steps {
  const missing = new Map(services.map((service) => [service, new Set(types)]));
  const known = new Set<string>();
  const orders = new Map<string, { readonly type: string; readonly at: number }>();
  const news = new EventEmitter();
  const current = (): string[] => {
    for (const [order, { type, at }] of orders) {
      if (ends.test(type) && Date.now() - at > lingerMs) orders.delete(order);
    }
    return [...orders.values()].map(({ type }) => type);
  };
  return {
    heard(message) {
      const step = stepOf(message);
      // Copies are no news, and hostile messages are of no order.
      if (!step || !types.includes(step.type) || known.has(message.id)) return;
      known.add(message.id);
      orders.set(step.order, { type: step.type, at: Date.now() });
      news.emit('step');
    },
    killed(service) {
      for (const type of current()) missing.get(service)?.delete(type);
    },
    async untilNew(service, limitMs) {
      const signal = AbortSignal.timeout(limitMs);
      const wanted = missing.get(service);
      while (!signal.aborted && !current().some((type) => wanted?.has(type))) {
        await once(news, 'step', { signal }).catch(() => undefined);
      }
    },
    coverage() {
      const pairs = [...missing].flatMap(([service, left]) =>
        [...left].map((type) => `${service} at ${type}`),
      );
      return { covered: services.length * types.length - pairs.length, missing: pairs };
    },
  };
}

/** What a message says of an order; nothing when it is none, or has the key of another. */
function stepOf({ key, body }: Message): { order: string; type: string } | undefined {
  try {
    const { subject, type } = JSON.parse(body) as { subject?: unknown; type?: unknown };
    return subject === key && typeof type === 'string' ? { order: key, type } : undefined;
  } catch {
    return undefined;
  }
}
