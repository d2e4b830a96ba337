import type { Database } from '@app/database';
import type { RecordedEvent, StreamType } from './stream.ts';

/** Where the handlers of a projection write. */
export interface View {
  /** Commits what they write together with how far the projection has come. */
  readonly transaction: Database;
  /** Goes into the column `build` of each row, and into each condition: other builds are not theirs. */
  readonly build: number;
}

/** A view that is made of events, and can be made again. */
export interface Projection {
  readonly name: string;
  /** Raise it when the handlers change: the view is built beside the live one, which it then replaces. */
  readonly version: number;
  /**
   * The tables of the view, such as `orders.order_list`: nothing else is written. Each has a column
   * `build integer`, first in its primary key. Rows of builds that are over are removed.
   */
  readonly tables: readonly string[];
  readonly streams: readonly StreamType[];
  /** What is done on events, by their type, in the order of their positions; others do not concern it. */
  readonly handlers: Readonly<Record<string, Handler | undefined>>;
}

// biome-ignore lint/suspicious/noExplicitAny: `defineProjection` has the types of events
type Handler = (event: any, view: View) => Promise<void>;

interface ProjectionOf<Streams extends readonly StreamType[]>
  extends Omit<Projection, 'streams' | 'handlers'> {
  readonly streams: Streams;
  readonly handlers: {
    readonly [Type in Streams[number]['events'][number]['type']]?: (
      event: RecordedEvent<Extract<Streams[number]['events'][number], { readonly type: Type }>>,
      view: View,
    ) => Promise<void>;
  };
}

/**
 * Declares a projection.
 *
 * @throws Error when a table is not named as `schema.table`, or streams have events of the same type
 */
export function defineProjection<const Streams extends readonly StreamType[]>(
  projection: ProjectionOf<Streams>,
): Projection {
  const { name, tables, streams } = projection;
  const wrong = tables.find((table) => !/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/.test(table));
  if (wrong !== undefined) throw new Error(`${name}: "${wrong}" is not the name of a table`);
  const types = streams.flatMap(({ events }) => events.map(({ type }) => type));
  if (new Set(types).size < types.length) {
    throw new Error(`${name}: two of its events have the same type`);
  }
  return projection;
}
