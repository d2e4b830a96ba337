import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';

export const modularMonolith = defineFeature({
  id: 'modular-monolith',
  about: 'one deployable: the composition root and modules with enforced boundaries',
  when: (spec) => spec.style === 'monolith',
  contribute: (spec) => ({
    files: [
      {
        folder: 'modular-monolith/root',
        into: '',
        data: {
          nodeFlags: nodeFlags(spec)
            .map((flag) => `'${flag}'`)
            .join(', '),
        },
      },
    ],
    packages: {
      '': {
        fields: {
          imports: {
            '#modules/*': './src/modules/*/index.ts',
            '#platform': './src/platform.ts',
            '#module': './src/module.ts',
            '#test/*': './test/*.ts',
          },
        },
        scripts: {
          dev: 'node scripts/dev.ts',
          start: ['node', ...nodeFlags(spec), 'src/main.ts'].join(' '),
          migrate: 'node src/migrate.ts',
          test: testCommand,
        },
        dependencies: ['fastify', 'typebox'],
        devDependencies: ['pino-pretty'],
      },
    },
  }),
});

/** What starts before the application; the trace hooks must be in place before it loads `http` and `pg`. */
function nodeFlags(spec: Spec): string[] {
  return spec.tracing === 'opentelemetry' ? ['--import', '@app/telemetry/start'] : [];
}

const testCommand = [
  'node --test --test-global-setup=test/postgres.ts',
  '--experimental-test-coverage --test-coverage-lines=90',
  '--test-coverage-include="src/**/*.ts" --test-coverage-exclude="src/**/test/**"',
  '"src/**/*.test.ts" "packages/*/test/*.test.ts" "test/*.test.ts"',
].join(' ');
