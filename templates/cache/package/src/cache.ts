import type { CacheStore } from './store.ts';

/**
 * Values that can be had again, kept for a while. A cache that is away finds nothing and keeps nothing,
 * and fails no request. Values are what JSON can hold.
 */
export interface Cache {
  /** Undefined when it is not there. */
  get<Value>(key: string): Promise<Value | undefined>;
  /** @param ttlSeconds how long it is kept */
  set(key: string, value: unknown, ttlSeconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Makes a cache of any store. */
export function cacheIn(store: CacheStore): Cache {
  return {
    async get(key) {
      const text = await store.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    set: (key, value, ttlSeconds) => store.set(key, JSON.stringify(value), ttlSeconds * 1_000),
    close: () => store.close(),
  };
}
