import { defineFeature } from '../../plan/feature.ts';

export const readReplicas = defineFeature({
  id: 'read-replicas',
  about: 'streaming replicas of the database for list reads',
  when: (spec) => spec.readReplicas > 0,
  contribute: () => ({ files: [{ folder: 'read-replicas/root', into: '' }] }),
});
