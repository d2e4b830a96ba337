import { setTimeout as wait } from 'node:timers/promises';

/** The longest that who reads a number waits for it, in milliseconds. */
const patienceMs = 1_000;

/**
 * Numbers that a database has to be asked for. One that is slow is not waited for: what it says later is
 * in the next reading. Not a number until the first answer, and while the database is away.
 *
 * @param names of the numbers
 * @param ask asks for all of them at once; a question that is under way is not asked again
 * @returns what reads a number
 */
export function measured<Name extends string>(
  names: readonly Name[],
  ask: () => Promise<Readonly<Record<Name, number>> | undefined>,
): (name: Name) => Promise<number> {
  let last = allUnknown(names);
  let asking: Promise<void> | undefined;
  const answer = async () => {
    last = (await ask().catch(() => undefined)) ?? allUnknown(names);
    asking = undefined;
  };
  return async (name) => {
    asking ??= answer();
    await Promise.race([asking, wait(patienceMs, undefined, { ref: false })]);
    return last[name];
  };
}

function allUnknown<Name extends string>(names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, Number.NaN])) as Record<Name, number>;
}
