/** One entry: the place for what this context is about. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  /** Grows with every change; names the state that a client has seen. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What clients write of an entry. */
export type EntryContent = Pick<Entry, 'name'>;
