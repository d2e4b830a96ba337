import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { hasServices } from '../processes.ts';

export const workspace = defineFeature({
  id: 'workspace',
  about:
    'npm workspaces, strict TypeScript run by Node.js without a build, one formatter and linter',
  when: () => true,
  contribute: (spec) => ({
    files: [
      {
        folder: 'workspace/root',
        into: '',
        data: { ...sources(spec), services: hasServices(spec) },
      },
      ...(startsProcesses(spec) ? [{ folder: 'workspace/processes', into: '' }] : []),
    ],
    packages: {
      '': {
        fields: {
          name: spec.name,
          version: '0.1.0',
          private: true,
          type: 'module',
          engines: { node: '>=24' },
          workspaces: hasServices(spec) ? ['packages/*', 'services/*', 'gateway'] : ['packages/*'],
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

/** Whether a test of the output starts a program of it: that of the whole application, or of tracing. */
function startsProcesses(spec: Spec): boolean {
  return !hasServices(spec) || spec.tracing === 'opentelemetry';
}

/** Where the code is, and what the linter says about the boundary around each context. */
function sources(spec: Spec) {
  return hasServices(spec)
    ? {
        folders: ['packages', 'services', 'gateway', 'scripts', 'test'],
        inside: [{ files: 'services/*/src/**', out: twoUp }],
        domains: domains('services/*/src'),
        foreign: '"**/services/*/**"',
        boundary: 'Call another service over its API: its code and its data are its own.',
      }
    : {
        folders: ['src', 'packages', 'scripts', 'test'],
        inside: [
          { files: 'src/modules/**', out: twoUp },
          { files: 'src/modules/*/*.ts', out: oneUp },
        ],
        domains: domains('src/modules/*'),
        foreign: '"#modules/*/**", "**/modules/*/**"',
        boundary: 'Call another module by its name: #modules/<name>.',
      };
}

/** The files of the domain of each context, with the paths that lead out of it. */
function domains(context: string) {
  return [
    { files: `${context}/domain/**`, out: twoUp },
    { files: `${context}/domain/*`, out: oneUp },
  ];
}

/** Paths that lead out of a context: from a folder of it, and from the context itself. */
const twoUp = '**/../**/../**';
const oneUp = '**/../**';
