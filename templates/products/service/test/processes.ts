import type { Collection } from '@app/documents';
import type { Store } from '../store.ts';

/** Waits until the process may send its next statement. */
export type Turn = () => Promise<void>;

/**
 * Runs processes at the same time, one statement after another.
 *
 * @param choose which of so many processes that wait for their turn goes on
 */
export async function interleave(
  processes: readonly ((turn: Turn) => Promise<void>)[],
  choose: (waiting: number) => number,
): Promise<void> {
  const waiting: (() => void)[] = [];
  let running = processes.length;
  const pause = () => {
    running--;
    if (running > 0 || waiting.length === 0) return;
    running++;
    waiting.splice(choose(waiting.length), 1)[0]?.();
  };
  const turn = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      pause();
    });
  await Promise.all(processes.map((process) => process(turn).finally(pause)));
}

/** The process ended before its next statement. */
export class Killed extends Error {}

/** A store as a process sees it that is killed after some statements. */
export function storeOf(store: Store, turn: Turn, statements: number): Store {
  let left = statements;
  const inTurn = <Content extends object>(collection: Collection<Content>) => {
    const methods = Object.entries(collection).map(([name, method]) => [
      name,
      async (...args: unknown[]) => {
        await turn();
        if (left-- <= 0) throw new Killed();
        return method(...args);
      },
    ]);
    return Object.fromEntries(methods) as Collection<Content>;
  };
  return { products: inTurn(store.products), reservations: inTurn(store.reservations) };
}
