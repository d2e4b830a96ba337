import type { Routes } from '@app/http-server';
import type { Platform } from '#platform';
import { entryReadRoutes } from './entry-read-routes.ts';
import { entryWriteRoutes } from './entry-write-routes.ts';

export function entryRoutes(platform: Platform): Routes {
  return async (server) => {
    server.addHook('preHandler', platform.authentication.requireUser);
    await server.register(entryReadRoutes(platform));
    await server.register(entryWriteRoutes(platform));
  };
}
