import type { FileSet } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { isEventDriven } from '../processes.ts';
import { type Topic, topicsOf } from './topics.ts';

interface EventContracts {
  readonly files: readonly FileSet[];
  /** What can be imported. */
  readonly subpaths: readonly string[];
}

/** What services tell each other by messages: topics and queues, with the events of each. */
export function eventContracts(spec: Spec): EventContracts {
  if (!isEventDriven(spec)) return { files: [], subpaths: [] };
  const orchestration = spec.saga === 'orchestration';
  const topics = topicsOf(spec).filter(({ queue }) => !queue);
  const folders = [
    'user-events',
    'topology',
    'order-saga',
    ...(orchestration ? ['order-commands'] : []),
  ];
  return {
    files: folders.map((folder) => ({
      folder: `contracts/${folder}`,
      into: 'packages/contracts',
      data: {
        orchestration,
        topics: topics.map(({ constant }) => constant).join(', '),
        consumers: consumersOf(topics),
      },
    })),
    subpaths: [
      'user-events',
      'email-tasks',
      'order-events',
      'product-events',
      ...(orchestration ? ['order-commands'] : []),
      'topology',
    ],
  };
}

/** What each service hears of, as TypeScript. */
function consumersOf(topics: readonly Topic[]) {
  const services = [...new Set(topics.flatMap(({ consumers }) => consumers))];
  return services.map((service) => ({
    service,
    topics: topics
      .filter(({ consumers }) => consumers.includes(service))
      .map(({ constant }) => constant)
      .join(', '),
  }));
}
