/** Choices that follow from a seed alone. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0 to one below the bound. */
  below(bound: number): number;
  pick<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
  uuid(): string;
}

/** Source: mulberry32, by Tommy Ettinger, in the public domain. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    shuffled(items) {
      const drawn = items.map((item) => ({ item, order: next() }));
      return drawn.toSorted((one, other) => one.order - other.order).map(({ item }) => item);
    },
    uuid() {
      const digits = Array.from({ length: 32 }, () => below(16).toString(16)).join('');
      const [, one, two, three, four, five] =
        /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/.exec(digits) ?? [];
      return `${one}-${two}-4${three}-a${four}-${five}`;
    },
  };
}
