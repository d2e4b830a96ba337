import type { Authentication } from '@app/auth';
import type { Routes } from '@app/http-server';
import type { Entries } from '../domain/entries.ts';
import { entryReadRoutes } from './entry-read-routes.ts';
import { entryWriteRoutes } from './entry-write-routes.ts';

export function entryRoutes(entries: Entries, authentication: Authentication): Routes {
  return async (server) => {
    server.addHook('onRequest', authentication.requireUser);
    await server.register(entryReadRoutes(entries));
    await server.register(entryWriteRoutes(entries));
  };
}
