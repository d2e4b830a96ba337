import { endpoint } from '@app/contracts';
import type { Directory, Instance } from '@app/discovery';
import { Type } from 'typebox';
import { type Callees, openCallees, type Policy, type ServiceClient } from '../src/index.ts';

const ShelfId = Type.Object({ shelfId: Type.String() });

/** May be repeated. */
export const find = endpoint({
  callee: 'shelves',
  summary: 'Find a shelf',
  method: 'GET',
  path: '/internal/shelves/:shelfId',
  params: ShelfId,
  body: Type.Undefined(),
  responses: {
    200: Type.Object({ name: Type.String() }),
    404: Type.Object({ type: Type.String() }),
  },
  repeatable: true,
});

/** Must not be repeated. */
export const build = endpoint({
  callee: 'shelves',
  summary: 'Build a shelf',
  method: 'POST',
  path: '/internal/shelves',
  params: Type.Object({}),
  body: Type.Object({ name: Type.String() }),
  responses: { 201: Type.Null() },
  repeatable: false,
});

/** The parameters of a call to `find`. */
export const tea = { params: { shelfId: 'tea' } };

export interface Opened {
  readonly client: ServiceClient;
  readonly callees: Callees;
  /** What was logged. */
  readonly lines: string[];
}

/** A client for the service `shelves`, which the test has to close. */
export function openClient(instances: readonly Instance[], policy: Partial<Policy> = {}): Opened {
  const lines: string[] = [];
  const write = (_fields: object, message: string) => lines.push(message);
  const directory: Directory = { instancesOf: async () => instances };
  const callees = openCallees({
    names: ['shelves'],
    directory,
    tokens: new Map([
      ['carts', 'a token for another'],
      ['shelves', 'a token of the caller'],
    ]),
    log: { info: write, warn: write },
    policy: { retryMs: 1, ...policy },
  });
  return { client: callees.connect('shelves'), callees, lines };
}
