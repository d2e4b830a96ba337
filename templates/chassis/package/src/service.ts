import type { Authentication } from '@app/auth';
import type { Cache } from '@app/cache';
import type { Routes } from '@app/http-server';
import type { ServiceClient } from '@app/service-client';
import type { FastifyRequest } from 'fastify';
import type { Static, TObject } from 'typebox';
import type { Storage } from './storage.ts';

/** What is served under which path prefix. */
export interface Module {
  readonly mounts: Readonly<Record<string, Routes>>;
}

/** What services log with, a part of pino: fields first, then the message. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What every service is given. */
export interface Platform {
  readonly authentication: Authentication;
  /** Shared by the instances of the service where CACHE_URL names one; else in memory. */
  readonly cache: Cache;
  /** The client for a service that is named in `calls`. */
  connect(callee: string): ServiceClient;
  readonly log: Log;
  /** A `onRequest` for routes under `/internal`: lets the named services in; else 401. */
  requireCaller(...names: readonly string[]): (request: FastifyRequest) => Promise<void>;
}

/** What a service is made of. */
export interface Parts<Store, Settings extends TObject> {
  readonly platform: Platform;
  readonly store: Store;
  readonly settings: Static<Settings>;
}

/** A service: what it reads from its environment, where it keeps its data, and what it serves. */
export interface Service<Store = unknown, Settings extends TObject = TObject> {
  readonly name: string;
  /** Environment variables beside those that every service reads. */
  readonly settings: Settings;
  readonly storage: Storage<Store>;
  /** Names of the services that it calls; none by default. */
  readonly calls?: readonly string[];
  /** Brings the data that the service starts with; may be repeated. */
  seed?(store: NoInfer<Store>, environment: NodeJS.ProcessEnv): Promise<void>;
  create(parts: Parts<Store, Settings>): Module;
}

/** Declares a service; the identity function with the types in place. */
export function defineService<Store, Settings extends TObject>(
  service: Service<Store, Settings>,
): Service<Store, Settings> {
  return service;
}
