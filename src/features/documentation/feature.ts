import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { callsOf, contextModule, hasContext } from '../contexts.ts';
import { hasServices } from '../processes.ts';

export const documentation = defineFeature({
  id: 'documentation',
  about: 'the README, the architecture page and decision records',
  when: () => true,
  contribute: (spec) => ({
    files: [
      {
        folder: `documentation/${hasServices(spec) ? 'services' : 'monolith'}`,
        into: '',
        data: { order: hasContext(spec, 'orders'), calls: hasServices(spec) ? calls(spec) : [] },
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

/** Which service calls which, by the names that the diagram gives them. */
function calls(spec: Spec) {
  return spec.contexts.flatMap(({ name }) =>
    callsOf(spec, name).map((callee) => ({
      caller: contextModule(name).camel,
      callee: contextModule(callee).camel,
    })),
  );
}
