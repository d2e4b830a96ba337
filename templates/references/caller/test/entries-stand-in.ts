import { randomUUID } from 'node:crypto';
import { CalleeUnavailable, type ServiceClient } from '@app/service-client';
import { stubCallee, when } from '@app/service-client/testing';
import type { EntryEndpoint } from '../referring-entries.ts';

/** Stands in for a service that keeps what entries name: what is relied on, in memory. */
export interface EntriesStandIn {
  readonly client: ServiceClient;
  /** Adds an entry, and gives its id. */
  add(): string;
  has(id: string): boolean;
  /** Whether it answers. */
  setAway(away: boolean): void;
}

export function entriesStandIn(endpoint: EntryEndpoint): EntriesStandIn {
  const ids = new Set<string>();
  let isAway = false;
  const client = stubCallee(
    when(endpoint).answers(({ params: { id } }) => {
      if (isAway) throw new CalleeUnavailable(endpoint.callee, 'no-instance');
      return ids.has(id)
        ? { status: 200, body: { id } }
        : { status: 404, body: { type: 'urn:problem:entry-not-found' } };
    }),
  );
  return {
    client,
    add() {
      const id = randomUUID();
      ids.add(id);
      return id;
    },
    has: (id) => ids.has(id),
    setAway(away) {
      isAway = away;
    },
  };
}
