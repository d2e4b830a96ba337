import {
  cutPage,
  decodeCursor,
  Money,
  PageQuery,
  Problem,
  pageOf,
  problems,
  type Routes,
  Type,
} from '@app/http-server';
import type { Platform } from '#platform';
import { listSales, type Period } from '../infrastructure/sales.ts';

/** Days that are asked for at once, at most: an answer holds each of them for each product. */
const mostDays = 92;

/** In UTC. Postgres knows no year 0. */
const Day = { format: 'date', pattern: '^(?!0000)', examples: ['2026-11-25'] };

const SalesQuery = Type.Object({
  ...PageQuery.properties,
  from: Type.String({ ...Day, description: 'The first day, in UTC' }),
  to: Type.String({ ...Day, description: `The last day; at most ${mostDays} days in all` }),
});

const ProductSales = Type.Object({
  id: Type.String({ format: 'uuid', description: 'Of the product' }),
  name: Type.String({ description: 'The name that it was last sold under' }),
  quantity: Type.Integer({ minimum: 1, description: 'Pieces, on all these days' }),
  days: Type.Array(
    Type.Object({
      day: Type.String(Day),
      quantity: Type.Integer({ minimum: 1 }),
      total: Money,
    }),
  ),
});

/** `GET /sales` says what was sold of each product on each day. */
export function salesRoutes({ store, authentication }: Platform): Routes {
  return async (server) => {
    server.get(
      '/sales',
      {
        onRequest: authentication.requireRole('admin'),
        schema: {
          tags: ['orders'],
          summary:
            'What was sold of each product on each day; a confirmed order follows in a moment',
          description:
            'An order counts for the day on which it was confirmed, until it is cancelled.',
          security: [{ bearer: [] }],
          querystring: SalesQuery,
          response: { 200: pageOf(ProductSales), ...problems(400, 401, 403) },
        },
      },
      async (request) => {
        const { cursor, limit, ...period } = request.query;
        assertShort(period);
        const after = cursor === undefined ? undefined : decodeCursor(cursor);
        return cutPage(await listSales(store, period, { after, limit: limit + 1 }), limit);
      },
    );
  };
}

function assertShort({ from, to }: Period): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (days >= 1 && days <= mostDays) return;
  const detail = `Ask for 1 to ${mostDays} days: \`to\` is the last of them.`;
  throw new Problem(400, 'invalid-period', detail);
}
