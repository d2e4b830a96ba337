import { defineFeature } from '../../plan/feature.ts';
import { hasServices } from '../processes.ts';

export const githubActions = defineFeature({
  id: 'github-actions',
  about: 'a workflow that checks, tests and boots every push',
  when: (spec) => spec.ci === 'github',
  contribute: (spec) => ({
    files: [{ folder: 'github-actions/root', into: '', data: { services: hasServices(spec) } }],
  }),
});
