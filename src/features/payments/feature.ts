import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { variable } from '../compose-variables.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { hasServices, processOf } from '../processes.ts';

const context = contextModule('payments');

export const payments = defineFeature({
  id: 'payments',
  about: context.about,
  when: (spec) => hasContext(spec, 'payments'),
  contribute(spec) {
    const [timeoutMs, mostMs] = hasServices(spec) ? serviceTimesMs : moduleTimesMs;
    const { name, folder } = processOf(spec, 'payments');
    return {
      env: {
        PAYMENT_TIMEOUT_MS: {
          about: `How long the payment provider may take, in milliseconds, at most ${mostMs}.`,
          example: timeoutMs,
          optional: true,
        },
      },
      compose: {
        environment: { [name]: { PAYMENT_TIMEOUT_MS: variable('PAYMENT_TIMEOUT_MS', timeoutMs) } },
      },
      files: [...contextFiles(spec, 'payments', context), ...orderTests(spec)],
      packages: hasServices(spec) ? { [folder]: { dependencies: ['@app/contracts'] } } : {},
      contexts: { payments: context },
      routes: [contextRoute(spec, 'payments')],
    };
  },
});

/** What the provider is given by default, and at most. */
const moduleTimesMs = ['3000', '20000'] as const;

/** Less than the time for which callers wait, so that they get an answer. */
const serviceTimesMs = ['2000', '2500'] as const;

/** Holds the service to what orders, where there is one, relies on. */
function orderTests(spec: Spec) {
  if (!hasServices(spec) || !hasContext(spec, 'orders')) return [];
  const { folder } = processOf(spec, 'payments');
  return [{ folder: 'payments/orders', into: `${folder}/src` }];
}
