import type { Readable } from 'node:stream';
import { Problem } from '@app/http-server';
import { Agent } from 'undici';
import { type Headers, responseHeaders } from './response-headers.ts';
import type { Upstreams } from './upstreams.ts';

/** A request as a service gets it. */
export interface Forwarded {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | undefined;
}

/** What a service answered, without what clients must not see. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Readable;
}

export interface Forwarder {
  /** @throws Problem 502 when no instance can be reached or answers, 504 when none does in time */
  send(service: string, request: Forwarded): Promise<Answer>;
  /** Ends answers that are streams of events: a server that closes would wait for them. */
  endStreams(): void;
  close(): Promise<void>;
}

/** Those that may be sent twice with the effect of once (RFC 9110, section 9.2.2). */
const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** With these, no instance has seen the request. */
const unsent = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

const tooLate = 'UND_ERR_HEADERS_TIMEOUT';

const attempts = 2;

/**
 * Sends requests to services, over connections that stay open.
 *
 * @param answerMs how long an instance may take to answer, in milliseconds: by default longer than the
 *   30 s that a service gives itself
 */
export function forwarder(upstreams: Upstreams, answerMs = 35_000): Forwarder {
  const agent = new Agent({
    // Neighbours accept within a millisecond; an address that went away never answers.
    connect: { timeout: 200 },
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
  });
  const streams = new Set<Readable>();
  return {
    async send(service, request) {
      const origins = upstreams.instancesOf(service).slice(0, attempts);
      let cause: unknown;
      for (const origin of origins) {
        try {
          const options = { origin, ...request } as Agent.DispatchOptions;
          const answer = toAnswer(await agent.request(options));
          if (isStream(answer)) keepWhileOpen(streams, answer.body);
          return answer;
        } catch (error) {
          cause = error;
          if (!mayRepeat(request.method, codeOf(error))) break;
        }
      }
      throw unanswered(cause);
    },
    endStreams: () => {
      for (const body of streams) body.destroy();
    },
    close: () => agent.close(),
  };
}

/** Who waited for the first instance to the end has no time left for a second. */
function mayRepeat(method: string, code: string): boolean {
  return unsent.has(code) || (idempotent.has(method) && code !== tooLate);
}

function toAnswer(answer: { statusCode: number; headers: Headers; body: Readable }): Answer {
  return {
    status: answer.statusCode,
    headers: responseHeaders(answer.headers),
    body: answer.body,
  };
}

function isStream({ headers }: Answer): boolean {
  return String(headers['content-type']).startsWith('text/event-stream');
}

function keepWhileOpen(streams: Set<Readable>, body: Readable): void {
  streams.add(body);
  body.once('close', () => streams.delete(body));
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | undefined)?.code);
}

function unanswered(cause: unknown): Problem {
  const problem =
    codeOf(cause) === tooLate
      ? new Problem(504, 'gateway-timeout', 'No instance answered in time.', {}, retryLater)
      : new Problem(
          502,
          'bad-gateway',
          'No instance could answer. Try again in a moment.',
          {},
          retryLater,
        );
  return Object.assign(problem, { cause });
}

/** Seconds. */
const retryLater = { 'retry-after': '1' };
