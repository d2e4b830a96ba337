import { Line, Money, Timestamp, Type, Uuid } from '@app/http-server';
import { mostLines, mostPieces } from '../domain/total.ts';

const Address = Type.Object(
  {
    name: Line(200),
    line1: Line(200),
    city: Line(100),
    postcode: Line(20),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' }),
  },
  { additionalProperties: false },
);

export const OrderRequest = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          productId: Uuid,
          quantity: Type.Integer({ minimum: 1, maximum: mostPieces }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: mostLines },
    ),
    paymentToken: Line(255),
    shipTo: Address,
  },
  { additionalProperties: false },
);

export const IdempotencyKey = Type.Object({
  'idempotency-key': Type.String({
    minLength: 1,
    maxLength: 255,
    description: 'Chosen by the client for each order; a repetition gets the same answer',
  }),
});

const OrderLine = Type.Object({
  productId: Uuid,
  name: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  price: Money,
});

export const Order = Type.Object({
  id: Uuid,
  status: Type.Enum(['confirmed', 'cancelled']),
  items: Type.Immutable(Type.Array(OrderLine)),
  total: Money,
  shipTo: Address,
  createdAt: Timestamp,
});

export const OrderId = Type.Object({ id: Uuid });
