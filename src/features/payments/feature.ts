import { defineFeature } from '../../plan/feature.ts';
import { variable } from '../compose-variables.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { processOf } from '../processes.ts';

const context = contextModule('payments');

export const payments = defineFeature({
  id: 'payments',
  about: context.about,
  when: (spec) => hasContext(spec, 'payments'),
  contribute: (spec) => ({
    env: {
      PAYMENT_TIMEOUT_MS: {
        about: 'How long the payment provider may take, in milliseconds.',
        example: '3000',
        optional: true,
      },
    },
    compose: {
      environment: {
        [processOf(spec, 'payments').name]: {
          PAYMENT_TIMEOUT_MS: variable('PAYMENT_TIMEOUT_MS', '3000'),
        },
      },
    },
    files: contextFiles(spec, 'payments', context),
    contexts: { payments: context },
    routes: [contextRoute(spec, 'payments')],
  }),
});
