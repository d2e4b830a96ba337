import { defineFeature } from '../../plan/feature.ts';
import { hasContext } from '../contexts.ts';
import { hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

/** What can be imported where a context is there: its endpoints, or what it relies on as a caller. */
const entries = [
  { context: 'products', path: 'products' },
  { context: 'payments', path: 'payments' },
  { context: 'orders', path: 'callers/orders' },
];

export const contracts = defineFeature({
  id: 'contracts',
  about: 'the contracts between services: what each offers, and what its callers rely on',
  when: hasServices,
  contribute(spec) {
    const present = entries.filter(({ context }) => hasContext(spec, context));
    const subpaths = ['testing/index', ...present.map(({ path }) => path)];
    const exported = subpaths.map((path) => [
      `./${path.replace('/index', '')}`,
      `./src/${path}.ts`,
    ]);
    return {
      files: ['package', ...present.map(({ context }) => context)].map((folder) => ({
        folder: `contracts/${folder}`,
        into: 'packages/contracts',
      })),
      packages: {
        'packages/contracts': {
          fields: workspacePackage('@app/contracts', Object.fromEntries(exported)),
          dependencies: ['@app/http-server', 'typebox'],
        },
      },
    };
  },
});
