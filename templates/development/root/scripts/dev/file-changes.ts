import { watch } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Editors write a file in several steps; this covers them, in milliseconds. */
const settleMs = 100;

type Callback = (changed: ReadonlySet<string>) => Promise<void>;

/**
 * Calls back, one call at a time, with those of the folders below which files have changed; tests
 * aside.
 */
export function onChange(folders: readonly string[], callback: Callback): void {
  const tell = inBatches(callback);
  for (const folder of folders) {
    watch(folder, { recursive: true }, (_event, file) => {
      if (file && matters(file)) tell(folder);
    });
  }
}

/** Takes one folder at a time, and calls back with all that come within a moment. */
export function inBatches(callback: Callback): (folder: string) => void {
  let pending = new Set<string>();
  let last = Promise.resolve();
  return (folder) => {
    const follows = pending.size > 0;
    pending.add(folder);
    if (follows) return;
    last = last.then(async () => {
      await wait(settleMs);
      const changed = pending;
      pending = new Set();
      await callback(changed);
    });
  };
}

/** Whether a file is one that the programs are made of; tests are not. */
export function matters(file: string): boolean {
  return /\.(ts|sql|json)$/.test(file) && !/(^|[\\/])(test|node_modules)[\\/]/.test(file);
}
