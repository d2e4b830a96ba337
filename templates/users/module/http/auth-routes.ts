import { Line, Problem, problems, type Routes, Type } from '@app/http-server';
import type { Platform } from '#platform';
import { normaliseEmail } from '../domain/email.ts';
import { hashPassword, verifyPassword } from '../infrastructure/password-hash.ts';
import { findCredentials } from '../infrastructure/user-store.ts';

const SignIn = Type.Object(
  {
    email: Line(254),
    password: Type.String({ maxLength: 128 }),
  },
  { additionalProperties: false },
);

const Token = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds' }),
});

/** `POST /token` exchanges email and password for an access token (RFC 6749, section 5.1). */
export function authRoutes({ pool, tokens }: Platform): Routes {
  return async (server) => {
    // Verified when no account has the email, so that both answers take the same time.
    const nobody = { passwordHash: await hashPassword('') };

    server.post(
      '/token',
      {
        schema: {
          tags: ['users'],
          summary: 'Sign in',
          body: SignIn,
          response: { 200: Token, ...problems(400, 401, 503) },
        },
      },
      async (request, reply) => {
        const { email, password } = request.body;
        const user = await findCredentials(pool, normaliseEmail(email));
        const matches = await verifyPassword(password, (user ?? nobody).passwordHash);
        if (!user || !matches) {
          throw new Problem(401, 'invalid-credentials', 'The email or the password is wrong.');
        }
        reply.header('cache-control', 'no-store');
        return tokens.issue({ userId: user.id, roles: user.roles });
      },
    );
  };
}
