import { createHash } from 'node:crypto';
import { Type } from 'typebox';

/** Headers of a change that is made only to the state that the client has seen; else it is 412. */
export const IfMatch = Type.Object({
  'if-match': Type.Optional(
    Type.String({ description: 'The entity tag of the state that the change starts from' }),
  ),
});

/** The response 304: it has no body. */
export const NotModified = Type.Null({ description: 'What the client has is current' });

/** The tag of one state of a versioned resource (RFC 9110, section 8.8.3). */
export function versionTag(version: number): string {
  return `"${version}"`;
}

/** The tag of a response without a version of its own: a digest of its content. */
export function contentTag(content: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(content)).digest('base64url')}"`;
}

/** Says whether `If-None-Match` names the state that the client would get: then 304 is the answer. */
export function isFresh(ifNoneMatch: string | undefined, tag: string): boolean {
  return ifNoneMatch?.trim() === '*' || opaqueTags(ifNoneMatch ?? '').includes(tag.slice(1, -1));
}

/**
 * The versions that `If-Match` allows a change to start from; undefined when any will do. Weak tags
 * count: a proxy that compresses weakens the tag, and the version in it is the same.
 */
export function allowedVersions(ifMatch: string | undefined): number[] | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  return opaqueTags(ifMatch)
    .filter((tag) => /^\d{1,9}$/.test(tag))
    .map(Number);
}

function opaqueTags(header: string): string[] {
  return [...header.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag);
}
