import { defineFeature, type FileSet } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { nodeFlags } from '../node-flags.ts';
import { hasServices, isEventDriven, processesOf } from '../processes.ts';
import { adapterCompose, testedSystems } from './adapter-tests.ts';
import { callerTokens } from './callers.ts';
import { containers } from './containers.ts';
import { developmentEntries, developmentVariables } from './development.ts';
import { publishing, toolsOf } from './tools.ts';

export const microservices = defineFeature({
  id: 'microservices',
  about: 'a service for each bounded context, with a database, an image and tests of its own',
  when: hasServices,
  contribute(spec) {
    const { env, compose, c4, c4Relations } = containers(spec);
    const tokens = callerTokens(spec);
    const tools = publishing(spec);
    return {
      env: { ...developmentVariables(spec), ...env, ...tokens.env, ...tools.env },
      compose: { ...compose, environment: tokens.environment },
      documents: { ...tools.documents, ...adapterCompose(spec) },
      c4,
      c4Relations: [...c4Relations, ...tokens.c4Relations],
      files: files(spec),
      packages: {
        ...Object.fromEntries(
          processesOf(spec).map(({ name, folder }) => [folder, servicePackage(spec, name)]),
        ),
        '': { scripts: { test: testCommand, 'test:adapters': 'node scripts/test-adapters.ts' } },
      },
    };
  },
});

function files(spec: Spec): FileSet[] {
  const data = {
    entries: developmentEntries(spec),
    messaging: isEventDriven(spec),
    pages: pagesOf(spec),
    tracing: spec.tracing === 'opentelemetry',
    nodeFlags: nodeFlags(spec),
    systems: testedSystems(spec),
    inside: testedSystems(spec).some(({ url }) => url.startsWith('inside(')),
  };
  const tools = toolsOf(spec);
  return [
    { folder: 'microservices/root', into: '', data },
    { folder: `microservices/${isEventDriven(spec) ? 'events' : 'synchronous'}`, into: '' },
    ...(tools.length > 0 ? [{ folder: 'microservices/tools', into: '', data: { tools } }] : []),
    ...processesOf(spec).map(({ folder }) => ({
      folder: 'microservices/service',
      into: `${folder}/src`,
    })),
  ];
}

/** What `npm run dev` says that can be looked at. */
function pagesOf(spec: Spec) {
  return [
    { path: 'docs', about: 'the APIs of all services, to try' },
    ...(isEventDriven(spec)
      ? [{ path: '_system', about: 'events, orders and dead letters, as they come' }]
      : []),
  ];
}

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
  `node --test --test-concurrency=4 --test-timeout=240000 --test-global-setup=${testSetup}`,
  '--experimental-test-coverage --test-coverage-lines=90',
  '--test-coverage-include="services/*/src/**/*.ts" --test-coverage-exclude="services/*/src/test/**"',
  '"services/*/src/test/*.test.ts" "packages/*/test/*.test.ts" "gateway/test/*.test.ts" "test/*.test.ts"',
].join(' ');
