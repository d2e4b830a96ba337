import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { callsOf, contextModule, hasContext } from '../contexts.ts';
import { topicsOf } from '../contracts/topics.ts';
import { hasServices, isEventDriven } from '../processes.ts';

export const documentation = defineFeature({
  id: 'documentation',
  about: 'the README, the architecture page and decision records',
  when: () => true,
  contribute: (spec) => ({
    files: [
      {
        folder: `documentation/${folderOf(spec)}`,
        into: '',
        data: {
          order: hasContext(spec, 'orders'),
          calls: hasServices(spec) ? calls(spec) : [],
          topics: isEventDriven(spec) ? topics(spec) : [],
        },
      },
    ],
    c4: {
      client: {
        kind: 'Person',
        label: 'Client',
        technology: '',
        about: 'A browser, an app or another system',
      },
    },
  }),
});

function folderOf(spec: Spec): string {
  if (isEventDriven(spec)) return 'event-driven';
  return hasServices(spec) ? 'services' : 'monolith';
}

/** Topics and queues with who uses them, by the names that the diagram gives them. */
function topics(spec: Spec) {
  return topicsOf(spec).map(({ name, queue, publishers, consumers }) => ({
    name,
    id: contextModule(name).camel,
    queue,
    publishers: publishers.map((one) => contextModule(one).camel),
    consumers: consumers.map((one) => contextModule(one).camel),
  }));
}

/** Which service calls which, by the names that the diagram gives them. */
function calls(spec: Spec) {
  return spec.contexts.flatMap(({ name }) =>
    callsOf(spec, name).map((callee) => ({
      caller: contextModule(name).camel,
      callee: contextModule(callee).camel,
    })),
  );
}
