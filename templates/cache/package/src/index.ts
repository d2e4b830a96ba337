export type { Cache } from './cache.ts';
export { type CacheOptions, openCache } from './open.ts';
