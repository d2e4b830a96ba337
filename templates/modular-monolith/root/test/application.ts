import type { Role } from '@app/auth';
import type { Pool } from '@app/database';
import type { Server } from '@app/http-server';

export interface Application {
  readonly server: Server;
  readonly pool: Pool;
  signIn(role?: Role): Promise<{ userId: string; authorization: string }>;
  close(): Promise<void>;
}
export declare function startApplication(): Promise<Application>;
