/** A document as it is read: its content, with its id and the number of its state. */
export type Document<Content> = Content & {
  readonly id: string;
  /** Grows with every change of the content; names the state that a reader has seen. */
  readonly version: number;
};

/** Names of the members that are numbers. */
export type NumberIn<Content> = {
  [Member in keyof Content & string]: Content[Member] extends number ? Member : never;
}[keyof Content & string];

/** A change of one number of a document that takes effect once, however often it is asked for. */
export interface Adjustment<Content> {
  /** Names the operation among all those of the document. */
  readonly operation: string;
  readonly field: NumberIn<Content>;
  /** Added to the number. */
  readonly by: number;
  /** Orders attempts: those from no later than what was forgotten are refused; see `forget`. */
  readonly since: number;
}

/**
 * What became of an adjustment.
 *
 * - `done`: it has taken effect, now or at an earlier attempt.
 * - `short`: the number would have fallen below zero.
 * - `undone`: it was undone, perhaps before it came.
 * - `late`: the attempt is from before what the document has forgotten; a newer one may work.
 * - `absent`: there is no such document.
 */
export type Outcome = 'done' | 'short' | 'undone' | 'late' | 'absent';

export interface Adjusted {
  readonly outcome: Outcome;
  /** When it took effect now: the operations recorded longest, this one included; at most 20. */
  readonly recorded: readonly { readonly operation: string; readonly since: number }[];
}

/**
 * Documents of one kind. Content is JSON: what JSON cannot hold does not come back. Each method takes
 * effect as a whole or not at all; none spans two documents. All reject with `DatabaseUnavailable` when
 * the database cannot be used now.
 */
export interface Collection<Content extends object> {
  /** Stores a new document; nothing is stored, and nothing given back, when its id or a unique member is taken. */
  insert(id: string, content: Content): Promise<Document<Content> | undefined>;
  find(id: string): Promise<Document<Content> | undefined>;
  /** Those of these ids, in no order; unknown ids are left out. */
  findMany(ids: readonly string[]): Promise<Document<Content>[]>;
  /**
   * By id, which with ids from `newId` is by age, oldest first.
   *
   * @param page.after id of the last document of the page before
   */
  list(page: { after: string | undefined; limit: number }): Promise<Document<Content>[]>;
  /**
   * Replaces members of the content; those left out stay.
   *
   * @param versions the states from which the change may be made; any when left out
   * @returns nothing when there is no such document in one of these states
   */
  update(
    id: string,
    change: Partial<Content>,
    versions: readonly number[] | undefined,
  ): Promise<Document<Content> | undefined>;
  /**
   * @param versions the states in which it may be deleted; any when left out
   * @returns whether there was such a document in one of these states
   */
  delete(id: string, versions: readonly number[] | undefined): Promise<boolean>;
  /** Changes a number, unless it would fall below zero, and records the operation in the document. */
  adjust(id: string, adjustment: Adjustment<Content>): Promise<Adjusted>;
  /** Reverses an adjustment if it has taken effect; either way it never will again. */
  undo(id: string, adjustment: Adjustment<Content>): Promise<void>;
  /**
   * Removes records of operations, so that documents do not grow without end. From then on attempts at
   * any operation with a `since` of `until` or before are refused as `late`: so nothing forgotten is
   * done twice, however long an attempt was held up.
   *
   * @param until at or after the `since` of every attempt at these operations
   */
  forget(id: string, operations: readonly string[], until: number): Promise<void>;
}
