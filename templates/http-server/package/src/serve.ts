import type { Server } from './server.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly drainMs: number;
  readonly deadlineMs: number;
  readonly close: () => Promise<void>;
}
export declare function serve(server: Server, options: ServeOptions): Promise<void>;
