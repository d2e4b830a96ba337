import type { Database } from '@app/database';
import { defineAggregate, defineStream, load, type RecordedOf, readStream } from '@app/event-store';
import type { OrderFact } from '../domain/order-fact.ts';
import { evolve, type OrderState } from '../domain/order-state.ts';
import { factTypes } from './fact-types.ts';

/** What happened to an order. */
export const orderStream = defineStream({ name: 'order', events: factTypes });

/** A fact with its place in the stream of its order. */
export type RecordedFact = RecordedOf<typeof orderStream>;

/** An order as its facts make it; null until it is placed. */
export const orderAggregate = defineAggregate({
  stream: orderStream,
  version: 1,
  initial: null as OrderState | null,
  evolve: (order, fact) => evolve(order ?? undefined, fact as OrderFact) ?? null,
});

/** @param at as far as it was recorded then; by default, as it is */
export async function loadOrder(
  database: Database,
  id: string,
  at?: Date,
): Promise<OrderState | undefined> {
  const { state } = await load(database, orderAggregate, id, at ? { at } : {});
  return state ?? undefined;
}

/** All facts of an order, oldest first. */
export function readFacts(database: Database, id: string): Promise<RecordedFact[]> {
  return readStream(database, orderStream, id);
}
