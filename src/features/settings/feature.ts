import { defineFeature } from '../../plan/feature.ts';
import { hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

export const settings = defineFeature({
  id: 'settings',
  about: 'settings from the environment, checked at the start',
  when: () => true,
  contribute: (spec) => ({
    files: [{ folder: 'settings/package', into: 'packages/settings' }],
    packages: {
      ...(hasServices(spec) ? {} : { '': { dependencies: ['@app/settings'] } }),
      'packages/settings': {
        fields: workspacePackage('@app/settings'),
        dependencies: ['typebox'],
      },
    },
  }),
});
