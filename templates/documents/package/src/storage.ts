import { createRequire } from 'node:module';
import type { Storage } from '@app/chassis';
import type { Collections, ContentsOf, Declaration } from './collections.ts';
import type { mongoStorage } from './mongodb/storage.ts';
import { postgresStorage } from './postgres/storage.ts';

/** The kinds of database, by the scheme of the connection string. */
const kinds = {
  mongodb: withDriver,
  'mongodb+srv': withDriver,
  postgres: () => postgresStorage,
  postgresql: () => postgresStorage,
} as const;

/** Loaded where it is used: the driver is as large as all else that a service starts with. */
function withDriver(): typeof mongoStorage {
  return createRequire(import.meta.url)('./mongodb/storage.ts').mongoStorage;
}

/**
 * Document collections in the database that the connection string names: MongoDB, or Postgres with a
 * JSONB column.
 *
 * @example documentStorage<{ reviews: Review }>({ schema: 'reviews', collections: { reviews: { unique: [] } } })
 */
export function documentStorage<Contents extends ContentsOf<Contents>>(
  declaration: Declaration<Contents>,
): Storage<Collections<Contents>> {
  const storageFor = (url: string): Storage<Collections<Contents>> =>
    kindOf(url)<Contents>(declaration);
  return {
    open: (url, log) => storageFor(url).open(url, log),
    prepare: (options) => storageFor(options.appUrl).prepare(options),
  };
}

function kindOf(url: string) {
  const scheme = url.slice(0, url.indexOf('://'));
  if (Object.hasOwn(kinds, scheme)) return kinds[scheme as keyof typeof kinds]();
  const known = Object.keys(kinds).map((kind) => `${kind}://`);
  throw new Error(`documents are kept at ${known.join(', ')}, not at ${scheme}://`);
}
