import { Readable } from 'node:stream';
import { Problem, problems, type Routes, Type } from '@app/http-server';
import type { Platform } from '#platform';
import { historyOf, isAtRest } from '../history.ts';
import { progressOf } from '../progress.ts';
import { openStreams } from './open-streams.ts';
import { notFoundProblem } from './order-problems.ts';
import { OrderId } from './order-schemas.ts';
import { serverSentEvents } from './server-sent-events.ts';

/**
 * Streams that one instance serves at a time, and how long each may last, in milliseconds: less than
 * any request. Clients that want to know more ask again, as browsers do by themselves.
 */
const most = { count: 500, ms: 25_000 };

/** Longest silence on a stream, in milliseconds. */
const heartbeatMs = 10_000;

/** The connection ends with its stream: a closing server waits for it no longer. */
const streamed = {
  'content-type': 'text/event-stream',
  'x-accel-buffering': 'no',
  connection: 'close',
};

const LastEventId = Type.Object({
  'last-event-id': Type.Optional(
    Type.Integer({ minimum: 0, description: 'Changes up to this one are known' }),
  ),
});

const EventStream = Type.Unsafe<Readable>({
  type: 'string',
  description: 'text/event-stream: an event for each change, with its version as id',
});

/** `GET /:id/progress` tells what happens to an order as it happens, until it is at rest. */
export function orderProgressRoutes({ store, authentication }: Platform): Routes {
  return async (server) => {
    const streams = openStreams(server, most);
    server.get(
      '/:id/progress',
      {
        onRequest: authentication.requireUser,
        schema: {
          tags: ['orders'],
          summary: 'What happens to one of your orders, as server-sent events until it is at rest',
          security: [{ bearer: [] }],
          params: OrderId,
          headers: LastEventId,
          response: {
            200: EventStream,
            204: Type.Null({ description: 'The order is at rest, and all changes are known' }),
            ...problems(400, 401, 404, 503),
          },
        },
      },
      async (request, reply) => {
        const order = { id: request.params.id, userId: request.principal.userId };
        const after = request.headers['last-event-id'] ?? 0;
        const last = (await historyOf(store, order)).at(-1);
        if (!last) throw notFoundProblem();
        if (isAtRest(last) && last.version <= after) return reply.code(204).send(null);
        const signal = streams.open(reply.raw);
        if (!signal) throw crowdedProblem();
        const changes = progressOf(store, order.id, { after, past: last.version, signal });
        return reply.headers(streamed).send(Readable.from(serverSentEvents(changes, heartbeatMs)));
      },
    );
  };
}

function crowdedProblem(): Problem {
  const detail = 'Too many streams are open; ask for the order itself.';
  return new Problem(503, 'too-many-streams', detail, {}, { 'retry-after': '5' });
}
