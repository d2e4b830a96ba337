import type { Routes } from '@app/http-server';

/** What the composition root needs of a module; each adds its public interface to it. */
export interface Module {
  /** Routes by the path prefix they are served under. */
  readonly mounts: Readonly<Record<string, Routes>>;
}
