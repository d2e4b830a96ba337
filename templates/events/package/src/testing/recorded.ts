import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type AsyncApiOptions, asyncApi } from '../async-api.ts';
import type { Topic } from '../topic.ts';
import { breakingChanges, type Contracts, contractsOf } from './compatibility.ts';

/** Whether what is in the code is written to the file, instead of compared with it. */
export interface Recording {
  readonly record: boolean;
}

/**
 * Holds the contracts in the code to those that are recorded in a file of the repository.
 *
 * @throws AssertionError on a breaking change, in any case; on another one, unless it is recorded
 */
export function assertCompatible(
  file: string,
  topics: readonly Topic[],
  { record }: Recording,
): void {
  const recorded = (recordedIn(file) ?? {}) as Contracts;
  const present = contractsOf(topics);
  const breaking = breakingChanges(recorded, present);
  assert.deepEqual(breaking, [], 'these changes break others: add a version and an upcaster');
  assertRecorded(file, present, record);
}

/**
 * Holds a file of the repository to the AsyncAPI document of the contracts in the code.
 *
 * @throws AssertionError when it has another one, unless that is recorded
 */
export function assertDescribed(
  file: string,
  options: AsyncApiOptions,
  { record }: Recording,
): void {
  assertRecorded(file, asyncApi(options), record);
}

function assertRecorded(file: string, present: object, record: boolean): void {
  if (record) writeFileSync(file, `${JSON.stringify(present, undefined, 2)}\n`);
  else assert.deepEqual(recordedIn(file), present, `${file} is not what the code says: record it`);
}

function recordedIn(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
