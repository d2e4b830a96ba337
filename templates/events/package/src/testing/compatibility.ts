import { kindsOf, type Topic } from '../topic.ts';
import { type JsonSchema, schemaChanges } from './schema-changes.ts';

/** The schemas of events as JSON: by type, those of all versions in their order. */
export type Contracts = Readonly<Record<string, readonly JsonSchema[]>>;

/** The contracts as they are in the code. */
export function contractsOf(topics: readonly Topic[]): Contracts {
  const entries = kindsOf(topics).map(({ type, versions }) => [
    type,
    versions.map(({ data }) => data),
  ]);
  return JSON.parse(JSON.stringify(Object.fromEntries(entries)));
}

/**
 * What would break somebody: consumers that run the recorded contracts while producers run the present
 * ones, or the other way round, or events that are in the log already. Within a version an optional
 * member may be added, and texts for people may change; all else takes a new version.
 */
export function breakingChanges(recorded: Contracts, present: Contracts): string[] {
  return Object.entries(recorded).flatMap(([type, versions]) => {
    const now = present[type];
    if (!now) return [`${type} is gone`];
    return versions.flatMap((before, at) => {
      const schema = now[at];
      const name = `${type} version ${at + 1}`;
      if (!schema) return [`${name} is gone`];
      return schemaChanges(before, schema).map((change) => `${name}: ${change}`);
    });
  });
}
