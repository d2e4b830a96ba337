import { type Contribution, defineFeature, type Feature, type Route } from '../plan/feature.ts';
import { contextFiles, contextModule, contextRoute, hasContext } from './contexts.ts';
import { isEventDriven, processOf } from './processes.ts';

/**
 * A context that takes part in the saga of an order, and that no other style has: what it does is in
 * `module`, and what makes it act in a folder of the name of the kind of saga.
 *
 * @param route where it differs from the default
 */
export function sagaParticipant(name: string, route: Partial<Route> = {}): Feature {
  const context = contextModule(name, 'event-driven');
  return defineFeature({
    id: name,
    about: context.about,
    when: (spec) => isEventDriven(spec) && hasContext(spec, name),
    contribute: (spec): Contribution => ({
      files: contextFiles(spec, name, context, [spec.saga]),
      packages: {
        [processOf(spec, name).folder]: {
          dependencies: [
            '@app/contracts',
            '@app/events',
            '@app/http-server',
            '@app/messaging',
            '@app/outbox',
          ],
          devDependencies: ['@app/messages', 'fast-check'],
        },
      },
      contexts: { [name]: context },
      routes: [contextRoute(spec, name, route)],
    }),
  });
}
