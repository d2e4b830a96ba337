import { defineFeature } from '../../plan/feature.ts';
import { hasServices } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

export const settings = defineFeature({
  id: 'settings',
  about: 'settings from the environment, checked at the start',
  when: hasServices,
  contribute: () => ({
    files: [{ folder: 'settings/package', into: 'packages/settings' }],
    packages: {
      'packages/settings': {
        fields: workspacePackage('@app/settings'),
        dependencies: ['typebox'],
      },
    },
  }),
});
