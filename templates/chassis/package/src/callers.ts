import { createHash, timingSafeEqual } from 'node:crypto';
import { Problem } from '@app/http-server';
import type { FastifyRequest } from 'fastify';

/** The tokens with which other services prove who they are, by the name of the service. */
export type CallerTokens = ReadonlyMap<string, string>;

/** What CALLER_TOKENS must look like: `orders=<token>,payments=<token>`. */
export const callerTokensPattern = '^[a-z][a-z0-9-]*=[^,]{16,}(,[a-z][a-z0-9-]*=[^,]{16,})*$';

/** Reads CALLER_TOKENS; nobody may call when it is empty. */
export function readCallerTokens(text: string): CallerTokens {
  const entries = text.split(',').filter(Boolean);
  return new Map(
    entries.map((entry) => {
      const end = entry.indexOf('=');
      return [entry.slice(0, end), entry.slice(end + 1)];
    }),
  );
}

/** Lets in requests of the named services alone; for the `preHandler` of routes under `/internal`. */
export function callerGuard(tokens: CallerTokens, names: readonly string[]) {
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
