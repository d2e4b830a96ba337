export type { Database, Pool, Row } from './database.ts';
export { DatabaseUnavailable } from './errors.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export { createPool, type PoolOptions } from './pool.ts';
export { type AppRoleOptions, grantAppRole } from './role.ts';
