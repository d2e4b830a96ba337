/** So many of a product. */
export interface Quantity {
  readonly productId: string;
  readonly quantity: number;
}

/** There is not as much of a product as was asked for. */
export class OutOfStock extends Error {
  readonly productId: string;

  constructor(productId: string) {
    super(`There is not enough of product ${productId}.`);
    this.name = 'OutOfStock';
    this.productId = productId;
  }
}

/** There is no product of that id. */
export class UnknownProduct extends Error {
  readonly productId: string;

  constructor(productId: string) {
    super(`There is no product ${productId}.`);
    this.name = 'UnknownProduct';
    this.productId = productId;
  }
}
