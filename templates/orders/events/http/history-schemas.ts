import { Timestamp, Type, Uuid } from '@app/http-server';
import { Order } from './order-schemas.ts';

export const PointInTime = Type.Object({
  at: Type.Optional(
    Type.String({
      format: 'date-time',
      // RFC 3339 knows leap seconds, a Date does not.
      pattern: '^.{17}[0-5]',
      description: 'The order as far as it was recorded then; RFC 3339',
    }),
  ),
});

/** One thing that happened to an order. */
const Change = Type.Object({
  version: Type.Integer({ minimum: 1, description: 'Counts what happened to the order' }),
  at: Timestamp,
  type: Type.String({ examples: ['inventory.stock-reserved'] }),
  data: Type.Object({}, { additionalProperties: true }),
  causation: Type.Optional(Uuid),
  status: Order.properties.status,
  reason: Order.properties.reason,
});

export const History = Type.Object({ items: Type.Array(Change) });
