import type { PrepareOptions, Storage } from '@app/chassis';
import { grantAppRole, migrate, type Pool } from '@app/database';
import { Wakeups } from '@app/database/wakeups';
import type { Aggregate } from './aggregate.ts';
import { channel } from './channel.ts';
import { followStream, untilProjected } from './follow.ts';
import { projectionGauges } from './gauges.ts';
import type { Projection } from './projection.ts';
import { type Projector, type ProjectorOptions, startProjector } from './projector.ts';
import type { RecordedOf, StreamType } from './stream.ts';

/** What a service keeps in its event store. */
export interface Definitions {
  /** One for each kind of stream. */
  readonly aggregates: readonly Aggregate[];
  readonly projections: readonly Projection[];
}

/** A database with streams of events in it. */
export interface EventStore {
  /** Starts to bring the projections up to date; stopped before the database is closed. */
  startProjections(options?: ProjectorOptions): Projector;
  /**
   * Events of a stream as they are committed, those that are there first. Ends on the signal, or when
   * the database is closed.
   *
   * @param range.after events after this version
   */
  follow<Of extends StreamType>(
    stream: Of,
    id: string,
    range: { readonly after: number; readonly signal: AbortSignal },
  ): AsyncGenerator<RecordedOf<Of>, void, undefined>;
  /**
   * Waits until the live view of a projection has an event: who wrote it then reads it there.
   *
   * @param position of the event
   * @returns whether the view has it
   */
  projected(projection: Projection, position: number, timeoutMs: number): Promise<boolean>;
}

/**
 * Adds an event store to the database of a service, and the metrics of projections to its own.
 *
 * @example withEventStore(withOutbox(sqlStorage({ schema: 'orders', migrations })), definitions)
 * @throws Error when two aggregates are of one kind of stream, or two projections have the same name
 */
export function withEventStore<Store extends Pool>(
  storage: Storage<Store>,
  definitions: Definitions,
): Storage<Store & EventStore> {
  assertDistinct(definitions.aggregates.map(({ stream }) => stream.name));
  assertDistinct(definitions.projections.map(({ name }) => name));
  const { projections } = definitions;
  return {
    open(url, log) {
      const { store: pool, ...opened } = storage.open(url, log);
      const wakeups = new Wakeups({ url, clientId: 'event-store', channel });
      const closing = new AbortController();
      const projectors: Projector[] = [];
      const store: EventStore = {
        startProjections(options) {
          const projector = startProjector(projections, { pool, wakeups, log }, options);
          projectors.push(projector);
          return projector;
        },
        follow: (stream, id, { after, signal }) => {
          const ends = AbortSignal.any([signal, closing.signal]);
          return followStream(pool, wakeups, stream, { id, after, signal: ends });
        },
        projected: ({ name }, position, timeoutMs) =>
          untilProjected(pool, wakeups, name, { position, timeoutMs }),
      };
      return {
        ...opened,
        gauges: { ...opened.gauges, ...projectionGauges(pool, projections) },
        store: { ...pool, ...store },
        async close() {
          closing.abort();
          await Promise.all(projectors.map((projector) => projector.stop()));
          await wakeups.close();
          await opened.close();
        },
      };
    },
    async prepare(options) {
      await storage.prepare(options);
      await prepareEventStore(options);
    },
  };
}

function assertDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${twice} is defined twice`);
}

/** Brings the tables of the event store up to date; safe to run from many instances at once. */
export async function prepareEventStore({ ownerUrl, appUrl, log }: PrepareOptions): Promise<void> {
  const folder = `${import.meta.dirname}/migrations`;
  await migrate({ url: ownerUrl, schemas: [{ name: schema, folder }], log });
  if (appUrl !== ownerUrl) await grantAppRole({ ownerUrl, appUrl, schemas: [schema] });
}

const schema = 'event_store';
