import { addressOf, type Instance } from '@app/discovery';
import type { Agent } from 'undici';
import { CalleeUnavailable } from './callee-unavailable.ts';
import { currentRequestId } from './call-context.ts';

/** A request to one callee, ready to be sent to any of its instances. */
export interface Outgoing {
  readonly callee: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  /** JSON; undefined for no body. */
  readonly body: string | undefined;
}

export interface Incoming {
  readonly status: number;
  /** Parsed; null when there is none. */
  readonly body: unknown;
}

/** The largest answer that is read, in bytes. */
const maxResponseSize = 1024 * 1024;

/** Connections to all instances of all callees, kept open between requests. */
export async function openConnections(): Promise<Agent> {
  // Here: a service that calls nobody does without.
  const { Agent } = await import('undici');
  return new Agent({ connectTimeout: 1_000, maxResponseSize });
}

/**
 * Sends a request and reads the whole answer.
 *
 * @param options.timeoutMs until the last byte of the answer; a whole number
 * @throws CalleeUnavailable when there is no answer, the status is 5xx and not handled, or it is no JSON
 */
export async function exchange(
  connections: Agent,
  instance: Instance,
  outgoing: Outgoing,
  options: { timeoutMs: number; token: string; handles: (status: number) => boolean },
): Promise<Incoming> {
  const { callee, method, path, body } = outgoing;
  const { timeoutMs, token, handles } = options;
  const answer = await connections
    .request({
      origin: `http://${addressOf(instance)}`,
      method,
      path,
      body: body ?? null,
      headers: headersOf(body, timeoutMs, token),
      signal: AbortSignal.timeout(timeoutMs),
    })
    .then(async ({ statusCode, body: received }) => ({
      status: statusCode,
      text: await received.text(),
    }))
    .catch((error: unknown) => {
      const timedOut = (error as Error).name === 'TimeoutError';
      throw new CalleeUnavailable(callee, timedOut ? 'timeout' : 'failed', error);
    });
  const { status, text } = answer;
  if (!handles(status)) {
    const cause = new Error(`${method} ${path} was answered with ${status}`);
    throw new CalleeUnavailable(callee, status >= 500 ? 'failed' : 'unexpected', cause);
  }
  return { status, body: parse(callee, text) };
}

function headersOf(body: string | undefined, timeoutMs: number, token: string) {
  const requestId = currentRequestId();
  return {
    authorization: `Bearer ${token}`,
    // Relative, so that clocks need not agree.
    'x-request-timeout-ms': String(timeoutMs),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(requestId !== undefined && { 'x-request-id': requestId }),
  };
}

function parse(callee: string, text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch (error) {
    throw new CalleeUnavailable(callee, 'unexpected', error);
  }
}
