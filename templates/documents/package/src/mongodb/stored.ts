import type { UUID } from 'mongodb';

/** How a document is kept. */
export interface Stored {
  _id: UUID;
  version: number;
  content: object;
  /** Operations that the document remembers, in the order in which they came. */
  operations?: { id: string; since: number; undone: boolean }[];
  /** Attempts from no later than this are refused, since records from then may be forgotten. */
  horizon?: number;
}

/** Longest run of one operation on the server, in milliseconds. */
export const limited = { maxTimeMS: 10_000 };
