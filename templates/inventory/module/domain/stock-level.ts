/** What there is of a product. */
export interface StockLevel {
  readonly productId: string;
  /** Not set aside for any order. */
  readonly available: number;
  /** Set aside for orders, until they are given back. */
  readonly reserved: number;
  /** Which count of the pieces, by an administrator, it follows. */
  readonly count: number;
  /** Grows with each change. */
  readonly version: number;
}
