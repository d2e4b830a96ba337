import { defineFeature } from '../../plan/feature.ts';

export const workspace = defineFeature({
  id: 'workspace',
  about:
    'npm workspaces, strict TypeScript run by Node.js without a build, one formatter and linter',
  when: () => true,
  contribute: (spec) => ({
    files: [{ folder: 'workspace/root', into: '' }],
    packages: {
      '': {
        fields: {
          name: spec.name,
          version: '0.1.0',
          private: true,
          type: 'module',
          engines: { node: '>=24' },
          workspaces: ['packages/*'],
        },
        scripts: {
          check: 'npm run typecheck && npm run lint',
          typecheck: 'tsc --noEmit',
          lint: 'biome ci --error-on-warnings .',
          format: 'biome check --write .',
          smoke: 'node --env-file-if-exists=.env --test "test/smoke/*.smoke.ts"',
        },
        devDependencies: ['@biomejs/biome', '@types/node', 'typescript'],
      },
    },
  }),
});
