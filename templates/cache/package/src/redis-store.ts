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
    // A connection over which nothing comes back is given up.
    pingInterval: 1_000,
    socket: { connectTimeout: 2_000, socketTimeout: 3_000, reconnectStrategy: () => 1_000 },
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
    get: async (key) => (await inTime(client.get(prefix + key))) ?? undefined,
    async set(key, text, ttlMs) {
      if (ttlMs >= 1) await inTime(client.set(prefix + key, text, { PX: Math.ceil(ttlMs) }));
    },
    close: async () => client.destroy(),
  };
}

/** Null when the command fails or takes too long; the client bounds only the time until it is sent. */
async function inTime<Reply>(command: Promise<Reply>): Promise<Reply | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, commandTimeoutMs, null);
  });
  return Promise.race([command.catch(() => null), late]).finally(() => clearTimeout(timer));
}
