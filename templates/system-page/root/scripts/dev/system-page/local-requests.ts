import { Problem } from '@app/http-server';

interface Headers {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
}

/** Names of this machine. */
const local = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Lets in who calls this machine by its own name: a page elsewhere could have its name lead here, and
 * then read what we answer.
 *
 * @throws Problem 403
 */
export function requireLocalName({ host }: Headers): void {
  const url = `http://${host}`;
  if (host && URL.canParse(url) && local.has(new URL(url).hostname)) return;
  throw new Problem(403, 'not-local', 'This page is for the machine that it runs on.');
}

/**
 * Lets in what the page itself sends: a form elsewhere could send the same.
 *
 * @throws Problem 403
 */
export function requireSameOrigin({ host, origin }: Headers): void {
  if (host && origin === `http://${host}`) return;
  throw new Problem(403, 'cross-origin', 'Only the page itself may send this.');
}
