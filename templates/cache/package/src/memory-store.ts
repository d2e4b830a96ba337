import { LRUCache } from 'lru-cache';
import type { CacheStore } from './store.ts';

/** The most that is kept, in characters; what was used longest ago goes first. */
const maxSize = 16 * 1024 * 1024;

/** In the memory of this process, for itself alone. */
export function memoryStore(): CacheStore {
  const entries = new LRUCache<string, string>({
    maxSize,
    sizeCalculation: (text, key) => text.length + key.length,
  });
  return {
    get: async (key) => entries.get(key),
    async set(key, text, ttlMs) {
      if (ttlMs >= 1) entries.set(key, text, { ttl: Math.ceil(ttlMs) });
    },
    close: async () => entries.clear(),
  };
}
