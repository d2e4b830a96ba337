/**
 * Numbers that a database has to be asked for, in metrics that wait for no database: reading one gives
 * the answer to the question that the reading before asked. 0 before the first answer, and not a number
 * while the database is away.
 *
 * @param names of the numbers
 * @param ask asks for all of them at once; a question that is under way is not asked again
 * @returns what reads a number
 */
export function measured<Name extends string>(
  names: readonly Name[],
  ask: () => Promise<Readonly<Record<Name, number>> | undefined>,
): (name: Name) => number {
  let last = allAs(names, 0);
  let asking = false;
  const askAgain = async () => {
    if (asking) return;
    asking = true;
    last = (await ask().catch(() => undefined)) ?? allAs(names, Number.NaN);
    asking = false;
  };
  return (name) => {
    void askAgain();
    return last[name];
  };
}

function allAs<Name extends string>(names: readonly Name[], value: number) {
  return Object.fromEntries(names.map((name) => [name, value])) as Readonly<Record<Name, number>>;
}
