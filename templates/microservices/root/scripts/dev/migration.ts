import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { compileCache } from './child-program.ts';
import { codeOf } from './code.ts';
import type { ServiceDatabase } from './databases.ts';

/** A database, and the state of the code that it is brought up to date with. */
export interface Migration {
  readonly database: ServiceDatabase;
  readonly code: string;
}

/** Those of databases, by service, that are not up to date with the code as it is now. */
export function outdated(
  databases: ReadonlyMap<string, ServiceDatabase>,
): ReadonlyMap<string, ServiceDatabase> {
  const code = codeOf([...databases.keys()]);
  return new Map([...databases].filter(([name, { preparedFor }]) => preparedFor !== code[name]));
}

/** Brings databases, by service, up to date with the code as it is now; what fails is said. */
export async function migrateDatabases(
  databases: ReadonlyMap<string, ServiceDatabase>,
): Promise<void> {
  if (databases.size === 0) return;
  const migrations: Record<string, Migration> = {};
  for (const [name, code] of Object.entries(codeOf([...databases.keys()]))) {
    const database = databases.get(name);
    if (database) migrations[name] = { database, code };
  }
  const child = spawn(process.execPath, ['scripts/dev/migrate.ts'], {
    env: { ...compileCache, ...process.env, DEVELOPMENT_MIGRATIONS: JSON.stringify(migrations) },
    stdio: 'inherit',
  });
  await once(child, 'exit');
}
