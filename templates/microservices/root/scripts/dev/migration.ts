import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { compileCache } from './child-program.ts';
import type { ServiceDatabase } from './databases.ts';

/** Brings the databases of services up to date with the code as it is now; what fails is said. */
export async function migrateDatabases(
  databases: Readonly<Record<string, ServiceDatabase>>,
): Promise<void> {
  const child = spawn(process.execPath, ['scripts/dev/migrate.ts'], {
    env: { ...compileCache, ...process.env, DEVELOPMENT_DATABASES: JSON.stringify(databases) },
    stdio: 'inherit',
  });
  await once(child, 'exit');
}
