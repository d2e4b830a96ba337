export type { Cache, Remembered, Remembering } from './cache.ts';
export { type CacheOptions, openCache } from './open.ts';
