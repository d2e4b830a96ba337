import { Line, Money, Type, Uuid } from '@app/http-server';
import { highestPrice, highestStock } from '../domain/product.ts';

export const Product = Type.Object({
  id: Uuid,
  sku: Type.String(),
  name: Type.String(),
  price: Money,
  stock: Type.Integer({ minimum: 0 }),
  version: Type.Integer({ minimum: 1 }),
});

const Price = Type.Object(
  {
    amount: Type.Integer({ minimum: 0, maximum: highestPrice }),
    currency: Money.properties.currency,
  },
  { additionalProperties: false },
);

const Stock = Type.Integer({ minimum: 0, maximum: highestStock });

export const NewProduct = Type.Object(
  {
    sku: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{0,39}$', examples: ['MUG-BLUE'] }),
    name: Line(200),
    price: Price,
    stock: Stock,
  },
  { additionalProperties: false },
);

export const ProductChange = Type.Object(
  {
    name: Type.Optional(Line(200)),
    price: Type.Optional(Price),
    stock: Type.Optional(Stock),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const ProductId = Type.Object({ id: Uuid });
