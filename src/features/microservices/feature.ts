import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { nodeFlags } from '../node-flags.ts';
import { hasServices, processesOf } from '../processes.ts';
import { developmentEntries } from './development.ts';

export const microservices = defineFeature({
  id: 'microservices',
  about: 'a service for each bounded context, with a database, an image and tests of its own',
  when: hasServices,
  contribute: (spec) => ({
    files: [
      {
        folder: 'microservices/root',
        into: '',
        data: {
          entries: developmentEntries(spec),
          tracing: spec.tracing === 'opentelemetry',
          nodeFlags: nodeFlags(spec),
        },
      },
      ...processesOf(spec).map(({ folder }) => ({
        folder: 'microservices/service',
        into: `${folder}/src`,
      })),
    ],
    packages: {
      ...Object.fromEntries(
        processesOf(spec).map(({ name, folder }) => [folder, servicePackage(spec, name)]),
      ),
      '': { scripts: { test: testCommand } },
    },
  }),
});

function servicePackage(spec: Spec, name: string) {
  return {
    fields: {
      name: `@${spec.name}/${name}`,
      version: '0.1.0',
      private: true,
      type: 'module',
      imports: {
        '#module': '@app/chassis',
        '#platform': './src/platform.ts',
        '#test/*': './src/test/*.ts',
      },
    },
    scripts: {
      start: ['node', ...nodeFlags(spec), 'src/main.ts'].join(' '),
      migrate: 'node src/migrate.ts',
      test: `node --test --test-global-setup=../../${testSetup} "src/test/*.test.ts"`,
    },
    dependencies: ['@app/chassis'],
  };
}

const testSetup = 'packages/chassis/src/testing/global-setup.ts';

const testCommand = [
  `node --test --test-concurrency=4 --test-global-setup=${testSetup}`,
  '--experimental-test-coverage --test-coverage-lines=90',
  '--test-coverage-include="services/*/src/**/*.ts" --test-coverage-exclude="services/*/src/test/**"',
  '"services/*/src/test/*.test.ts" "packages/*/test/*.test.ts" "test/*.test.ts"',
].join(' ');
