import { defineFeature } from '../../plan/feature.ts';
import { hasContext } from '../contexts.ts';

export const documentation = defineFeature({
  id: 'documentation',
  about: 'the README, the architecture page and decision records',
  when: () => true,
  contribute: (spec) => ({
    files: [
      { folder: 'documentation/root', into: '', data: { order: hasContext(spec, 'orders') } },
    ],
    c4: {
      client: {
        kind: 'Person',
        label: 'Client',
        technology: '',
        about: 'A browser, an app or another system',
      },
    },
  }),
});
