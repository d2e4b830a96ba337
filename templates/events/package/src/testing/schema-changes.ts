import { isDeepStrictEqual } from 'node:util';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What is for people only. */
const annotations = new Set([
  '$comment',
  'default',
  'deprecated',
  'description',
  'examples',
  'title',
]);

/** How a schema differs from an earlier one, but for texts and for members that are new and optional. */
export function schemaChanges(before: JsonSchema, after: JsonSchema, path = ''): string[] {
  const words = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...words].flatMap((word) => {
    if (annotations.has(word) || word === 'required') return [];
    const [old, now] = [before[word], after[word]];
    if (word === 'properties') return memberChanges(before, after, path);
    if (isSchema(old) && isSchema(now)) return schemaChanges(old, now, `${path}/${word}`);
    if (Array.isArray(old) && Array.isArray(now)) return listChanges(word, old, now, path);
    return isDeepStrictEqual(old, now) ? [] : [changed(path, word, old, now)];
  });
}

function memberChanges(before: JsonSchema, after: JsonSchema, path: string): string[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  const known = Object.entries(old).flatMap(([name, schema]) => {
    const at = `${path}/${name}`;
    const present = now[name];
    if (!present) return [`${at} is gone`];
    const required = [isRequired(before, name), isRequired(after, name)];
    const need = required[0] === required[1] ? [] : [`${at} became ${word(required[1])}`];
    return [...need, ...schemaChanges(schema, present, at)];
  });
  const added = Object.keys(now).filter((name) => !(name in old));
  return [...known, ...added.flatMap((name) => additionChanges(before, after, name, path))];
}

function additionChanges(before: JsonSchema, after: JsonSchema, name: string, path: string) {
  if (isRequired(after, name)) return [`${path}/${name} is new and required`];
  // Who runs the earlier schema refuses what it does not name.
  return before.additionalProperties === false ? [`${path}/${name} is new where none may be`] : [];
}

/** Lists of schemas, such as those of `anyOf`, in their order; lists of values, such as those of `enum`, in any. */
function listChanges(
  word: string,
  old: readonly unknown[],
  now: readonly unknown[],
  path: string,
): string[] {
  if (old.length === now.length && old.every(isSchema) && now.every(isSchema)) {
    return old.flatMap((schema, at) =>
      schemaChanges(schema, now[at] as JsonSchema, `${path}/${word}/${at}`),
    );
  }
  const same = isDeepStrictEqual(new Set(old), new Set(now));
  return same ? [] : [changed(path, word, old, now)];
}

function changed(path: string, word: string, old: unknown, now: unknown): string {
  return `${path || '/'} ${word} was ${JSON.stringify(old)} and is ${JSON.stringify(now)}`;
}

function membersOf({ properties }: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (properties ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function isRequired({ required }: JsonSchema, name: string): boolean {
  return Array.isArray(required) && required.includes(name);
}

function word(required: boolean | undefined): string {
  return required ? 'required' : 'optional';
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
