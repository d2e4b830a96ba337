import { defineFeature } from '../../plan/feature.ts';

export const documentation = defineFeature({
  id: 'documentation',
  about: 'the README, the architecture page and decision records',
  when: () => true,
  contribute: () => ({ files: [{ folder: 'documentation/root', into: '' }] }),
});
