import { watch } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Editors write a file in several steps; this covers them, in milliseconds. */
const settleMs = 100;

/**
 * Calls back, one call at a time, with those of the folders below which files have changed; tests
 * aside.
 */
export function onChange(
  folders: readonly string[],
  callback: (changed: ReadonlySet<string>) => Promise<void>,
): void {
  let pending = new Set<string>();
  let last = Promise.resolve();
  const handle = (folder: string, file: string | null) => {
    if (!file || !matters(file)) return;
    pending.add(folder);
    if (pending.size > 1) return;
    last = last.then(async () => {
      await wait(settleMs);
      const changed = pending;
      pending = new Set();
      await callback(changed);
    });
  };
  for (const folder of folders) {
    watch(folder, { recursive: true }, (_event, file) => handle(folder, file));
  }
}

function matters(file: string): boolean {
  return /\.(ts|sql|json)$/.test(file) && !/(^|[\\/])(test|node_modules)[\\/]/.test(file);
}
