import { defineFeature } from '../../plan/feature.ts';
import { variable } from '../compose-variables.ts';
import { contextFiles, contextModule, hasContext } from '../contexts.ts';

const context = contextModule('payments');

export const payments = defineFeature({
  id: 'payments',
  about: context.about,
  when: (spec) => hasContext(spec, 'payments'),
  contribute: () => ({
    env: {
      PAYMENT_TIMEOUT_MS: {
        about: 'How long the payment provider may take, in milliseconds.',
        example: '3000',
        optional: true,
      },
    },
    compose: {
      environment: { app: { PAYMENT_TIMEOUT_MS: variable('PAYMENT_TIMEOUT_MS', '3000') } },
    },
    files: contextFiles('payments', context),
    contexts: { payments: context },
  }),
});
