import type { CacheStore } from './store.ts';

/** How a value is remembered. */
export interface Remembering {
  /** For how long it is taken without asking again, in seconds; 0 to ask each time. */
  readonly freshSeconds: number;
  /** For how long after that it stands in where asking fails, in seconds. */
  readonly staleSeconds: number;
  /** The failures that it stands in for; all by default. */
  readonly staleOn?: (error: unknown) => boolean;
}

/** A value, and where it came from. */
export interface Remembered<Value> {
  readonly value: Value;
  readonly source: 'origin' | 'cache';
}

/**
 * Values that can be had again, kept for a while. A cache that is away finds nothing and keeps nothing,
 * and fails no request. Values are what JSON can hold.
 */
export interface Cache {
  /** Undefined when it is not there. */
  get<Value>(key: string): Promise<Value | undefined>;
  /** @param ttlSeconds how long it is kept */
  set(key: string, value: unknown, ttlSeconds: number): Promise<void>;
  /**
   * The value that is kept, or else the one that is loaded, and then kept. Who asks while it is loaded
   * waits for the same load.
   */
  remember<Value>(
    key: string,
    load: () => Promise<Value>,
    how: Remembering,
  ): Promise<Remembered<Value>>;
  close(): Promise<void>;
}

/** Makes a cache of any store. */
export function cacheIn(store: CacheStore): Cache {
  const loads = new Map<string, Promise<unknown>>();

  async function loadOnce<Value>(key: string, load: () => Promise<Value>): Promise<Value> {
    const running = loads.get(key) ?? load().finally(() => loads.delete(key));
    loads.set(key, running);
    return running as Promise<Value>;
  }

  async function get<Value>(key: string): Promise<Value | undefined> {
    const text = await store.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async function set(key: string, value: unknown, ttlSeconds: number): Promise<void> {
    await store.set(key, JSON.stringify(value), ttlSeconds * 1_000);
  }

  async function remember<Value>(
    key: string,
    load: () => Promise<Value>,
    { freshSeconds, staleSeconds, staleOn = () => true }: Remembering,
  ): Promise<Remembered<Value>> {
    const kept = await get<Kept<Value>>(key);
    if (kept && kept.freshUntil > Date.now()) return { value: kept.value, source: 'cache' };
    try {
      const value = await loadOnce(key, async () => {
        const loaded = await load();
        const fresh = withJitter(freshSeconds);
        const freshUntil = Date.now() + fresh * 1_000;
        await set(key, { value: loaded, freshUntil }, fresh + staleSeconds);
        return loaded;
      });
      return { value, source: 'origin' };
    } catch (error) {
      if (!kept || !staleOn(error)) throw error;
      return { value: kept.value, source: 'cache' };
    }
  }

  return { get, set, remember, close: () => store.close() };
}

interface Kept<Value> {
  readonly value: Value;
  /** Milliseconds since 1970: instances share what is kept. */
  readonly freshUntil: number;
}

/** A tenth less at most, so that what was kept together is not loaded together. */
function withJitter(seconds: number): number {
  return seconds * (1 - Math.random() / 10);
}
