import { defineFeature } from '../../plan/feature.ts';
import { contextFiles, contextModule, hasContext } from '../contexts.ts';

const context = contextModule('users');

export const users = defineFeature({
  id: 'users',
  about: context.about,
  when: (spec) => hasContext(spec, 'users'),
  contribute: () => ({
    files: contextFiles('users', context),
    contexts: { users: context },
  }),
});
