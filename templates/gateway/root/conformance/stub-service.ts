import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What a stub tells about a request: how it arrived behind the gateway. */
export interface Echo {
  readonly service: string;
  readonly instance: string;
  /** Another number in each answer. */
  readonly served: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Under these paths a stub tells what it knows of the requests with an id: no gateway leads here. */
export const toldAt = { seen: '/seen/', streaming: '/streaming/' } as const;

export interface Stub {
  readonly port: number;
  /** How many requests with an id arrived. */
  seen(requestId: string): number;
  /** How many streams with an id are open. */
  streaming(requestId: string): number;
  close(): Promise<void>;
}

/**
 * Stands in for one instance of a service. The query of a request says how it answers: `status=503`,
 * `public` for an answer that may be kept, `vary=accept-language`, `hang` for none at all, `stream` for
 * server-sent events without an end, and `drop=<instance>` or `drop=all` to break the connection.
 */
export async function startStub(service: string, instance: string, port = 0): Promise<Stub> {
  const requestIds: string[] = [];
  const streams: string[] = [];
  let served = 0;
  const server = createServer(async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://stub');
    const told = [
      [toldAt.seen, requestIds],
      [toldAt.streaming, streams],
    ] as const;
    for (const [path, list] of told) {
      if (!pathname.startsWith(path)) continue;
      response.end(String(count(list, pathname.slice(path.length))));
      return;
    }
    const id = String(request.headers['x-request-id']);
    requestIds.push(id);
    if (['all', instance].includes(query.get('drop') ?? '')) {
      request.socket.destroy();
      return;
    }
    if (query.has('hang')) return;
    if (query.has('stream')) {
      streams.push(id);
      response.on('close', () => streams.splice(streams.indexOf(id), 1));
      beginStream(request, response);
      return;
    }
    served += 1;
    const echo = { service, instance, served, ...(await describe(request)) };
    answer(response, query, echo);
  });
  await new Promise<void>((resolve) => server.listen(port, () => resolve()));
  return {
    port: (server.address() as { port: number }).port,
    seen: (requestId) => count(requestIds, requestId),
    streaming: (requestId) => count(streams, requestId),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function describe(request: IncomingMessage) {
  const { method, url, headers } = request;
  return { method, url, headers, body: await text(request) };
}

function answer(response: ServerResponse, query: URLSearchParams, echo: object): void {
  const vary = query.get('vary');
  response.writeHead(Number(query.get('status') ?? 200), {
    'content-type': 'application/json',
    'cache-control': query.has('public') ? 'public, no-cache' : 'no-store',
    server: 'stub',
    'x-powered-by': 'stub',
    'x-internal-note': 'stub',
    'x-user-note': 'stub',
    ...(query.has('public') && { etag: '"1"' }),
    ...(vary && { vary }),
  });
  response.end(JSON.stringify(echo));
}

/** The first event tells with which one the client asks to go on; there is no other, and no end. */
function beginStream(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(`id: 8\ndata: after ${request.headers['last-event-id']}\n\n`);
}

function count(list: readonly string[], wanted: string): number {
  return list.filter((entry) => entry === wanted).length;
}
