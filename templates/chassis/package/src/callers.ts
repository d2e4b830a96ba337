import { createHash, timingSafeEqual } from 'node:crypto';
import { Problem } from '@app/http-server';
import type { FastifyRequest } from 'fastify';
import type { ServiceTokens } from './service-tokens.ts';

/** Lets in requests of the named services alone; for the `onRequest` of routes under `/internal`. */
export function callerGuard(tokens: ServiceTokens, names: readonly string[]) {
  const allowed = names.flatMap((name) => tokens.get(name) ?? []).map(digest);
  return async (request: FastifyRequest): Promise<void> => {
    const [, given = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const seen = digest(given);
    if (allowed.some((token) => timingSafeEqual(token, seen))) return;
    throw new Problem(401, 'unauthorized', 'Only some services may call this.', {}, challenge);
  };
}

const challenge = { 'www-authenticate': 'Bearer' };

/** Of one length whatever is given, as a comparison in constant time needs. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
