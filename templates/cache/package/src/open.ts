import { type Cache, cacheIn } from './cache.ts';
import { memoryStore } from './memory-store.ts';

export interface CacheOptions {
  /** `redis://host:6379`; the memory of this process when it is empty. */
  readonly url: string;
  /** Put before each key: a cache may be shared. */
  readonly prefix: string;
  readonly log: Log;
}

/** What a cache logs with, a part of pino. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Opens a cache. Whether Redis is there or not, it can be used at once. */
export async function openCache({ url, prefix, log }: CacheOptions): Promise<Cache> {
  if (url === '') return cacheIn(memoryStore());
  // Loading the client of Redis would be a quarter of the start of a service that does without.
  const { redisStore } = await import('./redis-store.ts');
  return cacheIn(redisStore(url, prefix, log));
}
