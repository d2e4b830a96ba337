/** Something that a named feature contributed. */
export interface Part {
  readonly id: string;
}

export type Table<Value> = Readonly<Record<string, Value>>;

/**
 * Joins the tables that several features contribute.
 *
 * @param table what is being joined, for the error
 * @throws Error when two features write the same key: a defect of the product, never of a spec
 */
export function mergeKeyed<P extends Part, Value>(
  table: string,
  parts: readonly P[],
  pick: (part: P) => Table<Value> | undefined,
): Table<Value> {
  const merged: Record<string, Value> = {};
  const writers = new Map<string, string>();
  for (const part of parts) {
    for (const [key, value] of Object.entries(pick(part) ?? {})) {
      const first = writers.get(key);
      if (first) throw new Error(`${first} and ${part.id} both contribute ${table}.${key}`);
      writers.set(key, part.id);
      merged[key] = value;
    }
  }
  return merged;
}

/** Joins tables of tables: the outer keys may meet, the inner ones may not. */
export function mergeNested<P extends Part, Value>(
  table: string,
  parts: readonly P[],
  pick: (part: P) => Table<Table<Value>> | undefined,
): Table<Table<Value>> {
  const keys = new Set(parts.flatMap((part) => Object.keys(pick(part) ?? {})));
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      mergeKeyed(`${table}.${key}`, parts, (part) => pick(part)?.[key]),
    ]),
  );
}
