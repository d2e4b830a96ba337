import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Topic } from '../topic.ts';
import { breakingChanges, type Contracts, contractsOf } from './compatibility.ts';

/**
 * Holds the contracts in the code to those that are recorded in a file of the repository.
 *
 * @param options.record whether what changed without breaking anybody is written to the file
 * @throws AssertionError on a breaking change, in any case; on another one, unless it is recorded
 */
export function assertCompatible(
  file: string,
  topics: readonly Topic[],
  { record }: { readonly record: boolean },
): void {
  const recorded: Contracts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const present = contractsOf(topics);
  const breaking = breakingChanges(recorded, present);
  assert.deepEqual(breaking, [], 'these changes break others: add a version and an upcaster');
  if (record) writeFileSync(file, `${JSON.stringify(present, undefined, 2)}\n`);
  else assert.deepEqual(present, recorded, `${file} does not have the contracts as they are now`);
}
