import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { variable } from '../compose-variables.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from '../contexts.ts';
import { hasServices, isEventDriven, processOf } from '../processes.ts';

const context = contextModule('payments');

export const payments = defineFeature({
  id: 'payments',
  about: context.about,
  when: (spec) => hasContext(spec, 'payments'),
  contribute(spec) {
    const [timeoutMs, mostMs] = timesMs(spec);
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
      files: [...contextFiles(spec, 'payments', context, partsOf(spec)), ...orderTests(spec)],
      packages: hasServices(spec) ? { [folder]: servicePackage(spec) } : {},
      contexts: { payments: context },
      routes: [contextRoute(spec, 'payments')],
    };
  },
});

/** The folders of the templates, beside what all styles share. */
function partsOf(spec: Spec): readonly string[] {
  if (!hasServices(spec)) return ['in-process'];
  return ['voids', ...(isEventDriven(spec) ? ['events', spec.saga] : ['service'])];
}

function servicePackage(spec: Spec) {
  if (!isEventDriven(spec)) return { dependencies: ['@app/contracts'] };
  const events = [
    '@app/contracts',
    '@app/events',
    '@app/messages',
    '@app/messaging',
    '@app/outbox',
  ];
  return { dependencies: events, devDependencies: ['fast-check'] };
}

/** What the provider is given by default, and at most. */
function timesMs(spec: Spec): readonly [string, string] {
  if (isEventDriven(spec)) return ['2000', '10000'];
  // Callers wait for 3 s, and get an answer.
  return hasServices(spec) ? ['2000', '2500'] : ['3000', '20000'];
}

/** Holds the service to what orders, where there is one, relies on. */
function orderTests(spec: Spec) {
  if (!hasServices(spec) || isEventDriven(spec) || !hasContext(spec, 'orders')) return [];
  const { folder } = processOf(spec, 'payments');
  return [{ folder: 'payments/orders', into: `${folder}/src` }];
}
