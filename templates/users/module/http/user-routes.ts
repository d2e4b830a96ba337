import {
  Email,
  Line,
  Problem,
  problems,
  type Routes,
  Timestamp,
  Type,
  Uuid,
} from '@app/http-server';
import type { Platform } from '#platform';
import { normaliseEmail } from '../domain/email.ts';
import type { User } from '../domain/user.ts';
import { hashPassword } from '../infrastructure/password-hash.ts';
import { findUser, insertUser } from '../infrastructure/user-store.ts';

const Registration = Type.Object(
  {
    email: Email,
    name: Line(200),
    // The upper bound keeps a single request from hashing megabytes.
    password: Type.String({ minLength: 8, maxLength: 128 }),
  },
  { additionalProperties: false },
);

const UserBody = Type.Object({
  id: Uuid,
  email: Type.String(),
  name: Type.String(),
  roles: Type.Immutable(Type.Array(Type.String())),
  createdAt: Timestamp,
});

/** `POST /` registers a customer; `GET /me` is the signed-in user. */
export function userRoutes({ pool, authentication }: Platform): Routes {
  return async (server) => {
    server.post(
      '/',
      {
        schema: {
          tags: ['users'],
          summary: 'Register',
          body: Registration,
          response: { 201: UserBody, ...problems(400, 409, 503) },
        },
      },
      async (request, reply) => {
        const { email, name, password } = request.body;
        const user = await insertUser(pool, {
          email: normaliseEmail(email),
          name,
          passwordHash: await hashPassword(password),
          roles: ['customer'],
        });
        if (!user) throw new Problem(409, 'email-taken', 'There is an account with this email.');
        return reply.code(201).header('location', '/api/users/me').send(toBody(user));
      },
    );

    server.get(
      '/me',
      {
        onRequest: authentication.requireUser,
        schema: {
          tags: ['users'],
          summary: 'The signed-in user',
          security: [{ bearer: [] }],
          response: { 200: UserBody, ...problems(401, 404) },
        },
      },
      async (request) => {
        const user = await findUser(pool, request.principal.userId);
        if (!user) throw new Problem(404, 'user-not-found', 'The account no longer exists.');
        return toBody(user);
      },
    );
  };
}

function toBody(user: User) {
  return { ...user, createdAt: user.createdAt.toISOString() };
}
