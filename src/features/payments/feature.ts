import { defineFeature } from '../../plan/feature.ts';
import { contextFiles, contextModule, hasContext } from '../contexts.ts';

const context = contextModule('payments');

export const payments = defineFeature({
  id: 'payments',
  about: context.about,
  when: (spec) => hasContext(spec, 'payments'),
  contribute: () => ({
    files: contextFiles('payments', context),
    contexts: { payments: context },
  }),
});
