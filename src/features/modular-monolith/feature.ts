import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { contextModule, hasContext } from '../contexts.ts';
import { nodeFlags } from '../node-flags.ts';
import { containers } from './containers.ts';

export const modularMonolith = defineFeature({
  id: 'modular-monolith',
  about: 'one deployable: the composition root and modules with enforced boundaries',
  when: (spec) => spec.style === 'monolith',
  contribute: (spec) => ({
    ...containers(spec),
    files: [
      {
        folder: 'modular-monolith/root',
        into: '',
        data: {
          payments: hasContext(spec, 'payments'),
          settings: settings(spec),
          seeded: seeded(spec),
          tracing: spec.tracing === 'opentelemetry',
          nodeFlags: nodeFlags(spec),
        },
      },
      ...(spec.readReplicas === 0 ? [{ folder: 'modular-monolith/primary', into: '' }] : []),
    ],
    packages: {
      '': {
        fields: { imports },
        scripts: {
          start: command(spec),
          migrate: 'node --env-file-if-exists=.env src/migrate.ts',
          test: testCommand,
        },
        dependencies: ['typebox'],
      },
    },
  }),
});

/** Contexts that bring data of their own. */
function seeded(spec: Spec) {
  const modules = spec.contexts.map(({ name }) => contextModule(name));
  return modules.filter((module) => module.seeded);
}

/** Settings of `config.ts` that only some choices need. */
function settings(spec: Spec) {
  const paymentTimeout = {
    variable: 'PAYMENT_TIMEOUT_MS',
    schema: 'Type.Integer({ default: 3_000, minimum: 1, maximum: 20_000 })',
    field: 'paymentTimeoutMs',
    type: 'number',
    value: 'environment.PAYMENT_TIMEOUT_MS',
  };
  const replicas = {
    variable: 'REPLICA_DATABASE_URLS',
    schema: replicaUrls,
    field: 'replicaDatabaseUrls',
    type: 'readonly string[]',
    value: 'entriesOf(environment.REPLICA_DATABASE_URLS)',
  };
  return [
    ...(hasContext(spec, 'payments') ? [paymentTimeout] : []),
    ...(spec.readReplicas > 0 ? [replicas] : []),
  ];
}

const replicaUrls = `Type.Refine(
    Type.String({ default: '' }),
    (list) => entriesOf(list).every(isPostgresUrl),
    () => 'must be URLs such as postgres://user:password@host:5432/name, with commas between them',
  )`;

/** A module is reached by its name alone: the way to a file inside of it does not exist. */
const imports = {
  '#module': './src/module.ts',
  '#modules/*': './src/modules/*/index.ts',
  '#platform': './src/platform.ts',
  '#test/*': './test/*.ts',
};

function command(spec: Spec): string {
  return ['node --env-file-if-exists=.env', ...nodeFlags(spec), 'src/main.ts'].join(' ');
}

const testCommand = [
  'node --test --test-concurrency=4 --test-timeout=240000 --test-global-setup=test/database.ts',
  '--experimental-test-coverage --test-coverage-lines=90',
  '--test-coverage-include="src/**/*.ts" --test-coverage-exclude="src/**/test/**"',
  '"src/**/*.test.ts" "packages/*/test/*.test.ts" "test/*.test.ts"',
].join(' ');
