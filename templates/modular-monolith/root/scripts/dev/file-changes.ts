import { watch } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Editors write a file in several steps; this covers them, in milliseconds. */
const settleMs = 100;

/** Calls back, one call at a time, after files below the folders have changed; tests aside. */
export function onChange(folders: readonly string[], callback: () => Promise<void>): void {
  let pending = false;
  let last = Promise.resolve();
  const handle = (file: string | null) => {
    if (pending || !file || !matters(file)) return;
    pending = true;
    last = last.then(async () => {
      await wait(settleMs);
      pending = false;
      await callback();
    });
  };
  for (const folder of folders) {
    watch(folder, { recursive: true }, (_event, file) => handle(file));
  }
}

function matters(file: string): boolean {
  return /\.(ts|sql|json)$/.test(file) && !/(^|[\\/])(test|node_modules)[\\/]/.test(file);
}
