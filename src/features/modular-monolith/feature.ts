import { defineFeature } from '../../plan/feature.ts';

export const modularMonolith = defineFeature({
  id: 'modular-monolith',
  about: 'one deployable: the composition root and modules with enforced boundaries',
  when: (spec) => spec.style === 'monolith',
  contribute: () => ({ files: [{ folder: 'modular-monolith', into: '' }] }),
});
