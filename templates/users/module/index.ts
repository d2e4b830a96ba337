import type { Module } from '#module';
import type { Platform } from '#platform';
import { authRoutes } from './http/auth-routes.ts';
import { userRoutes } from './http/user-routes.ts';

/** Registration, sign-in and access tokens. */
export function createUsers(platform: Platform): Module {
  return {
    mounts: {
      '/api/users': userRoutes(platform),
      '/api/auth': authRoutes(platform),
    },
  };
}
