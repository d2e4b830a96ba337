export type { Substitutes } from './application.ts';
export { readConfig } from './environment.ts';
export { parties } from './parties.ts';
export { runMigration, runService, seedService } from './run.ts';
export {
  defineService,
  type Log,
  type Module,
  type Parts,
  type Platform,
  type Service,
} from './service.ts';
export { type OpenStorage, type PrepareOptions, type Storage, sqlStorage } from './storage.ts';
