import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Span {
  readonly name: string;
  /** 2: a server's, 3: a client's (https://opentelemetry.io/docs/specs/otel/trace/api/#spankind). */
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  /** The service that made it. */
  readonly of: string | undefined;
}

interface ResourceSpans {
  readonly resource: { readonly attributes: readonly Attribute[] };
  readonly scopeSpans: readonly { readonly spans: readonly Omit<Span, 'of'>[] }[];
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

/** Receives spans as an OTLP collector would, in JSON; a GET answers with the headers it has. */
export async function startCollector() {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (body) spans.push(...readSpans(JSON.parse(body)));
    const answer = body ? {} : request.headers;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans: spans as readonly Span[],
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function readSpans({ resourceSpans }: { resourceSpans: readonly ResourceSpans[] }): Span[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const named = resource.attributes.find(({ key }) => key === 'service.name');
    const of = named?.value.stringValue;
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, of })));
  });
}
