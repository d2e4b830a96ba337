import type { Entry, EntryContent } from './entry.ts';

/** Where entries are kept. */
export interface Entries {
  add(content: EntryContent): Promise<Entry>;
  find(id: string): Promise<Entry | undefined>;
  /**
   * Entries by age, oldest first.
   *
   * @param page.after id of the last entry of the page before
   */
  list(page: { after: string | undefined; limit: number }): Promise<Entry[]>;
  /**
   * Changes an entry.
   *
   * @param versions the states from which the change may be made; any when left out
   * @returns nothing when there is no such entry in one of these states
   */
  change(
    id: string,
    content: EntryContent,
    versions: readonly number[] | undefined,
  ): Promise<Entry | undefined>;
  /**
   * Deletes an entry.
   *
   * @param versions the states in which it may be deleted; any when left out
   * @returns whether there was such an entry in one of these states
   */
  delete(id: string, versions: readonly number[] | undefined): Promise<boolean>;
}
