import type { Pool } from './database.ts';
export interface PoolOptions {
  readonly url: string;
  readonly max?: number;
  readonly onError: (error: Error) => void;
}
export declare function createPool(options: PoolOptions): Pool;
