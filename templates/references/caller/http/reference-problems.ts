import { Problem } from '@app/http-server';
import { UnknownReference } from '../domain/references.ts';

/** @throws Problem 422 for a reference to nothing, which names the field; else the error itself */
export function refuse(error: unknown): never {
  if (!(error instanceof UnknownReference)) throw error;
  throw new Problem(422, 'unknown-reference', error.message, { field: error.field });
}
