import { Problem } from '@app/http-server';
import type { FastifyRequest } from 'fastify';
import type { Principal, Role } from './principal.ts';
import type { TokenVerifier } from './verifier.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who makes the request; only behind `requireUser` or `requireRole`. */
    principal: Principal;
  }
}

type Guard = (request: FastifyRequest) => Promise<void>;

/** Guards for the `onRequest` of a route; each sets `request.principal`. */
export interface Authentication {
  /** Lets any signed-in user in; else 401. */
  readonly requireUser: Guard;
  /** Lets users with the role in; else 401, or 403 when signed in without it. */
  requireRole(role: Role): Guard;
}

export function authentication(verifier: TokenVerifier): Authentication {
  const requireUser: Guard = async (request) => {
    request.principal = await readPrincipal(verifier, request.headers.authorization);
  };
  return {
    requireUser,
    requireRole: (role) => async (request) => {
      await requireUser(request);
      if (!request.principal.roles.includes(role)) {
        throw new Problem(403, 'forbidden', `Only a user with the role ${role} may do this.`);
      }
    },
  };
}

async function readPrincipal(verifier: TokenVerifier, header: string | undefined) {
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
  if (!token) throw unauthorized('Send an access token: Authorization: Bearer <token>.', 'Bearer');
  try {
    return await verifier.verify(token);
  } catch {
    throw unauthorized('The access token is not valid or has expired.', invalidToken);
  }
}

/** RFC 6750, section 3.1. */
const invalidToken = 'Bearer error="invalid_token"';

function unauthorized(detail: string, challenge: string): Problem {
  return new Problem(401, 'unauthorized', detail, {}, { 'www-authenticate': challenge });
}
