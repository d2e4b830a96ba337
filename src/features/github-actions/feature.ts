import { defineFeature } from '../../plan/feature.ts';

export const githubActions = defineFeature({
  id: 'github-actions',
  about: 'a workflow that checks, tests and boots every push',
  when: (spec) => spec.ci === 'github',
  contribute: () => ({ files: [{ folder: 'github-actions/root', into: '' }] }),
});
