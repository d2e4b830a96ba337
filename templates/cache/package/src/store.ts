/** Where a cache keeps its texts. */
export interface CacheStore {
  /** Undefined when it is not there, or the store is away. */
  get(key: string): Promise<string | undefined>;
  /** Does nothing when the store is away. */
  set(key: string, text: string, ttlMs: number): Promise<void>;
  close(): Promise<void>;
}
