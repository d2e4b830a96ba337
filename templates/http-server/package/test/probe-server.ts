import { PassThrough } from 'node:stream';
import { createServer, type Routes, type Server, type ServerOptions } from '../src/index.ts';

/**
 * A server with given routes under `/probe`, without logs or a rate limit unless asked for. It sheds
 * no load either: a test machine may well be busy.
 */
export function probeServer(routes: Routes, options: Partial<ServerOptions> = {}): Promise<Server> {
  return createServer({
    name: 'probe',
    logger: false,
    rateLimitPerMinute: 0,
    trustedProxies: false,
    readiness: {},
    routes: { '/probe': routes },
    ...options,
    limits: { maxEventLoopDelayMs: Number.POSITIVE_INFINITY, ...options.limits },
  });
}

/** A stream to log to, and the parsed lines that were logged to it. */
export function logLines(): { stream: PassThrough; read(): Record<string, unknown>[] } {
  const stream = new PassThrough();
  return {
    stream,
    read: () => {
      const text = String(stream.read() ?? '').trim();
      return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line));
    },
  };
}
