/** An amount in minor units (cents) of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Something for sale. */
export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly price: Money;
  readonly stock: number;
  /** Grows with every change, stock included; names the state that a client has seen. */
  readonly version: number;
}

/** A product before it has an id. */
export type NewProduct = Omit<Product, 'id' | 'version'>;

/** What of a product can be changed. */
export type ProductChange = Partial<Omit<NewProduct, 'sku'>>;

/** Highest price in minor units; keeps the total of any order an exact integer. */
export const highestPrice = 1_000_000_000;

export const highestStock = 1_000_000;
