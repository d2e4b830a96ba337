/** So many of a product. */
export interface Item {
  readonly productId: string;
  readonly quantity: number;
}

/** Each product once, in the order of ids: the order in which all who change stock lock it. */
export function mergeItems(items: readonly Item[]): Item[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of items) {
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  }
  return [...quantities]
    .map(([productId, quantity]) => ({ productId, quantity }))
    .sort((left, right) => (left.productId < right.productId ? -1 : 1));
}
