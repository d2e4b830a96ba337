import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { databaseOf } from '../contexts.ts';
import { processesOf } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

export const documents = defineFeature({
  id: 'documents',
  about: 'document collections in MongoDB, or in PostgreSQL where there is none',
  when: (spec) => servicesOnDocuments(spec).length > 0,
  contribute: (spec) => ({
    files: [{ folder: 'documents/package', into: 'packages/documents' }],
    packages: {
      ...Object.fromEntries(
        servicesOnDocuments(spec).map(({ folder }) => [
          folder,
          { dependencies: ['@app/documents'] },
        ]),
      ),
      'packages/documents': {
        fields: workspacePackage('@app/documents', { './testing': './src/testing/index.ts' }),
        dependencies: ['@app/chassis', '@app/database', 'mongodb'],
      },
    },
  }),
});

function servicesOnDocuments(spec: Spec) {
  return processesOf(spec).filter(({ contexts }) =>
    contexts.some((context) => databaseOf(spec, context) === 'mongodb'),
  );
}
