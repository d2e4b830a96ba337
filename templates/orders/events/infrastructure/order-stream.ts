import type { Database } from '@app/database';
import { append, readStream } from '@app/event-store';
import type { OrderFact } from '../domain/order-fact.ts';
import { evolve, type OrderState } from '../domain/order-state.ts';

/** A fact with its place in the stream of its order. */
export interface RecordedFact {
  readonly fact: OrderFact;
  /** Counts the facts of the order, from 1. */
  readonly version: number;
  readonly recordedAt: Date;
  readonly causation: string | undefined;
}

/** @param at facts that were recorded by then; all by default */
export async function loadOrder(
  database: Database,
  id: string,
  at?: Date,
): Promise<{ readonly order: OrderState | undefined; readonly version: number }> {
  const events = await readStream(database, id, at ? { until: at } : {});
  const facts = events.map(({ type, data }) => ({ type, data }) as OrderFact);
  return {
    order: facts.reduce<OrderState | undefined>(evolve, undefined),
    version: events.length,
  };
}

export async function readFacts(database: Database, id: string): Promise<readonly RecordedFact[]> {
  const events = await readStream(database, id);
  return events.map(({ type, data, version, recordedAt, causation }) => ({
    fact: { type, data } as OrderFact,
    version,
    recordedAt,
    causation,
  }));
}

/** @throws VersionConflict when the order has changed since the version was read */
export async function appendFacts(
  transaction: Database,
  id: string,
  version: number,
  facts: readonly OrderFact[],
  causation?: string,
): Promise<void> {
  await append(
    transaction,
    id,
    version,
    facts.map((fact) => ({ ...fact, ...(causation && { causation }) })),
  );
}
