/** So many of a product. */
export interface BasketItem {
  readonly productId: string;
  readonly quantity: number;
}

/** Adds up what is asked for of each product, so that each is there once; ids in lower case. */
export function mergeItems(items: readonly BasketItem[]): BasketItem[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of items) {
    const id = productId.toLowerCase();
    quantities.set(id, (quantities.get(id) ?? 0) + quantity);
  }
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}
