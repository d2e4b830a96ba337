import {
  cutPage,
  decodeCursor,
  PageQuery,
  pageOf,
  problems,
  type Routes,
  Timestamp,
  Type,
  Uuid,
} from '@app/http-server';
import type { Platform } from '#platform';
import type { Shipment } from '../domain/shipment.ts';
import { listShipments } from '../infrastructure/shipment-store.ts';

const ShipmentBody = Type.Object({
  id: Uuid,
  orderId: Uuid,
  status: Type.Enum(['created', 'cancelled']),
  shipTo: Type.Object({
    name: Type.String(),
    line1: Type.String(),
    city: Type.String(),
    postcode: Type.String(),
    country: Type.String(),
  }),
  createdAt: Timestamp,
});

const ShipmentQuery = Type.Object({
  ...PageQuery.properties,
  orderId: Type.Optional(Uuid),
});

/** `GET /` lists the user's own shipments. */
export function shipmentRoutes({ store, authentication }: Platform): Routes {
  return async (server) => {
    server.get(
      '/',
      {
        onRequest: authentication.requireUser,
        schema: {
          tags: ['shipping'],
          summary: 'List your shipments, newest first',
          security: [{ bearer: [] }],
          querystring: ShipmentQuery,
          response: { 200: pageOf(ShipmentBody), ...problems(400, 401) },
        },
      },
      async (request) => {
        const { cursor, limit, orderId } = request.query;
        const { userId } = request.principal;
        const before = cursor === undefined ? undefined : decodeCursor(cursor);
        const found = await listShipments(store, { userId, orderId, before, limit: limit + 1 });
        const { items, nextCursor } = cutPage(found, limit);
        return { items: items.map(toBody), nextCursor };
      },
    );
  };
}

function toBody(shipment: Shipment) {
  return { ...shipment, createdAt: shipment.createdAt.toISOString() };
}
