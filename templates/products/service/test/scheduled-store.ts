import type { Collection } from '@app/documents';
import type { Scheduler } from 'fast-check';
import type { Store } from '../store.ts';

/** The process that handled a message ended. */
export class Killed extends Error {}

/**
 * A store as one process sees it: each statement begins when the scheduler says so, and the process is
 * killed after some of them.
 */
export function scheduled(store: Store, scheduler: Scheduler, statements: number): Store {
  let left = statements;
  const wrap = <Content extends object>(collection: Collection<Content>): Collection<Content> =>
    Object.fromEntries(
      Object.entries(collection).map(([name, statement]) => [
        name,
        async (...args: never[]) => {
          await scheduler.schedule(Promise.resolve(), name);
          if (left-- <= 0) throw new Killed();
          return (statement as (...args: never[]) => Promise<unknown>)(...args);
        },
      ]),
    ) as unknown as Collection<Content>;
  return { products: wrap(store.products), reservations: wrap(store.reservations) };
}
