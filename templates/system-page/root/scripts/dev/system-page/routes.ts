import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Problem, type Routes, Uuid } from '@app/http-server';
import { Type } from 'typebox';
import type { BrokerWatch, Place } from './broker-watch.ts';
import { changeStream } from './change-stream.ts';
import { requireLocalName, requireSameOrigin } from './local-requests.ts';
import { page } from './page.ts';
import type { RecentEvents } from './recent-events.ts';

const OfGroup = Type.Object({
  topic: Type.String(),
  group: Type.String(),
  id: Type.Optional(Uuid),
});
const OfQueue = Type.Object({ queue: Type.String(), id: Type.Optional(Uuid) });

/** The page, what it loads, and the redriving of dead letters. */
export function systemPageRoutes(recent: RecentEvents, watch: BrokerWatch): Routes {
  return async (server) => {
    server.addHook('onRequest', async ({ headers }) => requireLocalName(headers));
    server.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
    );
    server.get('/', async (_request, reply) => {
      const brokers = await watch.state().catch((error: Error) => error);
      // With the policy of an API, browsers would not say from where a form was sent.
      reply.type('text/html; charset=utf-8').header('referrer-policy', 'same-origin');
      return page({ events: recent.list(), brokers });
    });
    server.post(
      '/redrive',
      {
        onRequest: async ({ headers }) => requireSameOrigin(headers),
        schema: { body: Type.Union([OfGroup, OfQueue]) },
      },
      async (request, reply) => {
        const { id, ...place } = request.body;
        const count = await watch.redrive(place satisfies Place, id);
        if (count === undefined) throw new Problem(404, 'not-found', 'There is no such consumer.');
        return reply.redirect('/_system', 303);
      },
    );
    await serveAssets(server);
    serveChanges(server, recent);
  };
}

async function serveAssets(server: Parameters<Routes>[0]): Promise<void> {
  const types = { 'page.css': 'text/css', 'page.js': 'text/javascript' };
  for (const [file, type] of Object.entries(types)) {
    const content = await readFile(`${import.meta.dirname}/${file}`, 'utf8');
    server.get(`/${file}`, async (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).send(content),
    );
  }
}

function serveChanges(server: Parameters<Routes>[0], recent: RecentEvents): void {
  const closing = new AbortController();
  server.addHook('preClose', async () => closing.abort());
  server.get('/changes', async (_request, reply) => {
    const left = new AbortController();
    reply.raw.on('close', () => left.abort());
    const stream = changeStream(recent, AbortSignal.any([closing.signal, left.signal]));
    // The connection ends with its stream: a closing server waits for it no longer.
    const headers = { 'content-type': 'text/event-stream', connection: 'close' };
    return reply.headers(headers).send(Readable.from(stream));
  });
}
