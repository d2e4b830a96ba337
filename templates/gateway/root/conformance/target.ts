import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { routes } from '../routes.ts';
import type { Echo } from './stub-service.ts';

/** A gateway in front of stubs, of which the first service has two instances: `a` and `b`. */
export interface Target {
  /** Where it listens without a rate limit. */
  readonly url: string;
  /** Where it listens with a limit of `limit` requests a minute. */
  readonly limitedUrl: string;
  readonly limit: number;
  /** P-256, PKCS#8 DER in base64: signs what the gateway accepts. */
  readonly privateKey: string;
  /** The other half, SPKI DER in base64. */
  readonly publicKey: string;
  /** How many requests with an id reached any stub. */
  seen(requestId: string): Promise<number>;
  /** How many streams with an id are open at any stub. */
  streaming(requestId: string): Promise<number>;
}

/** The service with two instances. */
export const twofold = String(routes[0]?.service);

export interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** Sends a request with its path as it is, and reads all of the answer. */
export async function send(base: string, path: string, sent: Sent = {}): Promise<Received> {
  const response = await open(base, path, sent);
  return {
    status: Number(response.statusCode),
    headers: response.headers as Received['headers'],
    text: await text(response),
  };
}

/** The same, up to the body of the answer. `fetch` would tidy the path up. */
export function open(base: string, path: string, sent: Sent = {}): Promise<IncomingMessage> {
  const { hostname, port } = new URL(base);
  const { method = 'GET', headers = {}, body } = sent;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers, agent: false }, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** What the service saw. */
export function echoOf(received: Received): Echo {
  if (received.status !== 200) throw new Error(`answered ${received.status}: ${received.text}`);
  return JSON.parse(received.text) as Echo;
}

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
}

/** The problem document of an answer. */
export function problemOf(received: Received): ProblemDocument {
  const type = received.headers['content-type'];
  if (type !== 'application/problem+json') throw new Error(`no problem but ${type}`);
  return JSON.parse(received.text) as ProblemDocument;
}
