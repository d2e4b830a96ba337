import { defineFeature } from '../../plan/feature.ts';

export const nginx = defineFeature({
  id: 'nginx',
  about: 'NGINX in front of any number of instances',
  when: (spec) => spec.loadBalancer === 'nginx',
  contribute: () => ({ files: [{ folder: 'nginx', into: '' }] }),
});
