import { randomBytes } from 'node:crypto';

const wellFormed = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Says whether a `traceparent` can be continued (W3C Trace Context, section 3.2). */
export function isTraceParent(value: string | undefined): value is string {
  return value !== undefined && wellFormed.test(value);
}

/** The start of a new trace, which is recorded where tracing is on. */
export function newTraceParent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
