import { compose, fail } from './docker.ts';
import { services } from './services.ts';

/** Before compose stops what serves: a migration that fails must not take that down. */
export function migrateFirst(): void {
  const migrations = services.map(({ name }) => `${name}-migrate`);
  if (compose('build', ...migrations) !== 0) fail('The build has failed, see above.');
  for (const migration of migrations) {
    if (compose('run', '--rm', migration) !== 0) {
      fail(`${migration} has failed, see above. All services go on as they were.`);
    }
  }
}
