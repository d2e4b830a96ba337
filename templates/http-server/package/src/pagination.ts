import { type Static, type TSchema, Type } from 'typebox';
import { Problem } from './problem.ts';

/** Query parameters of every list. */
export const PageQuery = Type.Object({
  cursor: Type.Optional(
    Type.String({ maxLength: 200, description: 'nextCursor of the page before' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
});

export type PageQuery = Static<typeof PageQuery>;

/** The schema of one page of a list; `nextCursor` is null on the last page. */
export function pageOf<Item extends TSchema>(item: Item) {
  return Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  });
}

/**
 * Cuts one page out of items that were read with one more than its limit: the one too many says that
 * another page follows.
 */
export function cutPage<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
): { items: Item[]; nextCursor: string | null } {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(last.id) : null };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Makes an opaque cursor of the id (a UUID in lower case) of the last item on a page. */
export function encodeCursor(position: string): string {
  return Buffer.from(position.replaceAll('-', ''), 'hex').toString('base64url');
}

/**
 * Reads the id back from a cursor.
 *
 * @throws Problem 400 `invalid-cursor` on anything that `encodeCursor` did not make
 */
export function decodeCursor(cursor: string): string {
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  const position = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (uuid.test(position) && encodeCursor(position) === cursor) return position;
  throw new Problem(400, 'invalid-cursor', 'Take the cursor from nextCursor of the page before.');
}
