import { setTimeout as wait } from 'node:timers/promises';

/**
 * Looks until something holds, a minute at most: long enough for a busy machine, and a wait in vain
 * does not take the rest of the tests along.
 *
 * @throws Error which names the condition that did not come to hold
 */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it did not come to this in a minute: ${holds}`);
    await wait(10);
  }
}
