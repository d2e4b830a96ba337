import { defineFeature } from '../../plan/feature.ts';

export const docker = defineFeature({
  id: 'docker',
  about: 'a small non-root image and a compose file that waits for health',
  when: () => true,
  contribute: () => ({ files: [{ folder: 'docker', into: '' }] }),
});
