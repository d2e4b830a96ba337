import { type Message, sizeOf } from '@app/messages';

/** How much goes together. */
export interface Portion {
  readonly messages: number;
  readonly bytes: number;
}

/** How many of the first items are within a portion: at least one, if there is one. */
export function countWithin<Item>(
  items: readonly Item[],
  most: Portion,
  messageOf: (item: Item) => Message,
): number {
  let bytes = 0;
  const beyond = items.findIndex((item, index) => {
    bytes += sizeOf(messageOf(item));
    return index === most.messages || (index > 0 && bytes > most.bytes);
  });
  return beyond === -1 ? items.length : beyond;
}

/** All items, in their order, in as few portions as they take. */
export function* portionsOf<Item>(
  items: readonly Item[],
  most: Portion,
  messageOf: (item: Item) => Message,
): Generator<readonly Item[]> {
  let rest = items;
  while (rest.length > 0) {
    const count = countWithin(rest, most, messageOf);
    yield rest.slice(0, count);
    rest = rest.slice(count);
  }
}
