import type { Static, TSchema } from 'typebox';

/** A kind of event, with the schema of its data in each version that was ever published. */
export interface EventType<Type extends string = string, Data extends TSchema = TSchema> {
  readonly type: Type;
  readonly summary: string;
  /** The schema of the data in the newest version, the only one that is published. */
  readonly data: Data;
  /** All versions; the first is version 1. */
  readonly versions: readonly Version[];
  /**
   * The same kind in one more version.
   *
   * @param upcast makes data of the new version from data of the one before, which stays in the log
   */
  evolve<Next extends TSchema>(
    data: Next,
    upcast: (older: Static<Data>) => Static<Next>,
  ): EventType<Type, Next>;
}

export interface Version {
  readonly data: TSchema;
  /** From the version before; version 1 has none before it. */
  readonly upcast: (older: unknown) => unknown;
}

/**
 * Declares a kind of event, in version 1.
 *
 * @param type the service that publishes it, a dot and what happened, such as `shop.order-placed`, in
 *   letters, digits, hyphens and further dots
 * @throws Error when the name is of another form
 */
export function defineEvent<const Type extends string, Data extends TSchema>(
  type: Type,
  summary: string,
  data: Data,
): EventType<Type, Data> {
  if (!typePattern.test(type)) throw new Error(`"${type}" names no kind of event`);
  return withVersions(type, summary, data, [{ data, upcast: (same) => same }]);
}

const typePattern = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/i;

/** The service that publishes events of a type: their `source`. */
export function sourceOf(type: string): string {
  return type.slice(0, type.indexOf('.'));
}

/** Names a version of the data of an event: the `dataschema` of its envelope. */
export function dataschemaOf(type: string, version: number): string {
  return `urn:event:${type}:${version}`;
}

function withVersions<Type extends string, Data extends TSchema>(
  type: Type,
  summary: string,
  data: Data,
  versions: readonly Version[],
): EventType<Type, Data> {
  return {
    type,
    summary,
    data,
    versions,
    evolve: (next, upcast) =>
      withVersions(type, summary, next, [
        ...versions,
        { data: next, upcast: upcast as Version['upcast'] },
      ]),
  };
}
