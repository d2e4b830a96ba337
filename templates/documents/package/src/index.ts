export type {
  Adjusted,
  Adjustment,
  Collection,
  Document,
  NumberIn,
  Outcome,
} from './collection.ts';
export type { Collections, Declaration } from './collections.ts';
export { newId } from './new-id.ts';
export { documentStorage } from './storage.ts';
