import { createClient } from 'redis';
import type { Log } from './open.ts';
import type { CacheStore } from './store.ts';

/** How long Redis may take for one command, in milliseconds: a cache that is slower saves nothing. */
const commandTimeoutMs = 250;

/** In Redis, for all instances together. While Redis is away, nothing is found and nothing kept. */
export function redisStore(url: string, prefix: string, log: Log): CacheStore {
  const client = createClient({
    url,
    // What cannot be sent at once is not worth waiting for.
    disableOfflineQueue: true,
    commandOptions: { timeout: commandTimeoutMs },
    socket: { connectTimeout: 2_000, reconnectStrategy: () => 1_000 },
  });
  let away = false;
  client.on('error', (error) => {
    if (!away) log.warn({ err: error }, 'cannot reach the cache; going on without');
    away = true;
  });
  client.on('ready', () => {
    if (away) log.info({}, 'the cache answers again');
    away = false;
  });
  client.connect().catch(() => undefined);

  return {
    async get(key) {
      const text = await client.get(prefix + key).catch(() => null);
      return text ?? undefined;
    },
    async set(key, text, ttlMs) {
      if (ttlMs < 1) return;
      await client.set(prefix + key, text, { PX: Math.ceil(ttlMs) }).catch(() => undefined);
    },
    close: async () => client.destroy(),
  };
}
