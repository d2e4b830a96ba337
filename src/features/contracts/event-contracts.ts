import type { FileSet } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { hasContext } from '../contexts.ts';
import { isEventDriven } from '../processes.ts';

interface EventContracts {
  readonly files: readonly FileSet[];
  /** What can be imported. */
  readonly subpaths: readonly string[];
}

/** What services tell each other by messages: topics and queues, with the events of each. */
export function eventContracts(spec: Spec): EventContracts {
  if (!isEventDriven(spec)) return { files: [], subpaths: [] };
  const saga = hasContext(spec, 'orders');
  const orchestration = saga && spec.saga === 'orchestration';
  const topics = [
    'userEvents',
    ...(saga ? ['productEvents', 'orderEvents'] : []),
    ...(orchestration ? ['orderCommands'] : []),
  ].join(', ');
  const folders = [
    'user-events',
    'topology',
    saga ? 'order-saga' : 'no-saga',
    ...(orchestration ? ['order-commands'] : []),
  ];
  return {
    files: folders.map((folder) => ({
      folder: `contracts/${folder}`,
      into: 'packages/contracts',
      data: { saga, orchestration, topics, consumers: consumersOf(saga, orchestration) },
    })),
    subpaths: [
      'user-events',
      'email-tasks',
      ...(saga ? ['order-events', 'product-events'] : []),
      ...(orchestration ? ['order-commands'] : []),
      'topology',
    ],
  };
}

/** What each service of the sample domain hears of, as TypeScript. */
function consumersOf(saga: boolean, orchestration: boolean) {
  const email = { service: 'email', topics: 'userEvents' };
  if (!saga) return [email];
  const told = orchestration ? 'orderCommands' : 'orderEvents';
  return [
    { service: 'products', topics: 'productEvents' },
    { service: 'payments', topics: orchestration ? 'orderCommands, orderEvents' : 'orderEvents' },
    { service: 'orders', topics: 'orderEvents, productEvents' },
    { service: 'inventory', topics: `${told}, productEvents` },
    { service: 'shipping', topics: told },
    email,
  ];
}
