import { compose, fail } from './docker.ts';

/** Before compose stops what serves: a migration that fails must not take that down. */
export function migrateFirst(): void {
  if (compose('run', '--build', '--rm', 'migrate') !== 0) {
    fail('The migration has failed, see above. The application goes on as it was.');
  }
}
