import { hostname } from 'node:os';
import { join } from 'node:path';
import type { FileSystem } from './file-system.ts';

/** A fresh name for the temporary folder in which `name` is prepared; it tells whose it is. */
export function stagingName(name: string): string {
  return `.${name}.create-arch-app-${process.pid}-${host()}${random()}`;
}

/**
 * Temporary folders below `parent` whose run is over: those of a dead process on this machine, and
 * those of another machine (a container over the same disk) once they are an hour old.
 */
export function staleStagings(parent: string, fileSystem: FileSystem): string[] {
  return fileSystem
    .list(parent)
    .filter((name) => isStale(name, parent, fileSystem))
    .map((name) => join(parent, name));
}

const marker = /^\..+\.create-arch-app-(\d+)-([0-9a-f]{8})[0-9a-f]{8}$/;
const hourMs = 3_600_000;

function isStale(name: string, parent: string, fileSystem: FileSystem): boolean {
  const [, pid, madeOn] = marker.exec(name) ?? [];
  if (!pid) return false;
  const path = join(parent, name);
  if (fileSystem.kindOf(path) !== 'folder') return false;
  if (madeOn !== host()) return Date.now() - fileSystem.modified(path) > hourMs;
  return !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Eight hexadecimal digits that tell machines apart (FNV-1a of the host name). */
function host(): string {
  let hash = 0x811c9dc5;
  for (const character of hostname()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hexadecimal(hash >>> 0);
}

/** Tells runs of one process apart; nothing depends on its being hard to guess. */
function random(): string {
  return hexadecimal(Math.floor(Math.random() * 2 ** 32));
}

function hexadecimal(value: number): string {
  return value.toString(16).padStart(8, '0');
}
