import { defineFeature } from '../../plan/feature.ts';
import { hasContext } from '../contexts.ts';
import { hasServices, isEventDriven } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';
import { eventContracts } from './event-contracts.ts';

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
    const present = isEventDriven(spec)
      ? []
      : entries.filter(({ context }) => hasContext(spec, context));
    const events = eventContracts(spec);
    const subpaths = ['testing/index', ...present.map(({ path }) => path), ...events.subpaths];
    const exported = subpaths.map((path) => [
      `./${path.replace('/index', '')}`,
      `./src/${path}.ts`,
    ]);
    return {
      files: [
        ...['package', ...present.map(({ context }) => context)].map((folder) => ({
          folder: `contracts/${folder}`,
          into: 'packages/contracts',
          data: { messaging: isEventDriven(spec) },
        })),
        ...events.files,
      ],
      packages: {
        'packages/contracts': {
          scripts: isEventDriven(spec)
            ? { record: 'node test/record.ts && biome format --write events' }
            : {},
          fields: workspacePackage('@app/contracts', Object.fromEntries(exported)),
          dependencies: [
            ...(isEventDriven(spec) ? ['@app/events'] : []),
            '@app/http-server',
            'typebox',
          ],
        },
      },
    };
  },
});
