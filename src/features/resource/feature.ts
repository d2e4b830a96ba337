import { type ContextModule, defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import {
  callersOf,
  callsOf,
  contextFiles,
  contextModule,
  contextRoute,
  databaseOf,
  isSample,
} from '../contexts.ts';
import { referencesOf } from '../entry-references.ts';
import { hasServices, processOf } from '../processes.ts';

export const resource = defineFeature({
  id: 'resource',
  about: 'a CRUD resource for every context outside the sample domain',
  when: (spec) => spec.contexts.some(({ name }) => !isSample(name, spec.style)),
  contribute(spec) {
    const contexts = spec.contexts
      .filter(({ name }) => !isSample(name, spec.style))
      .map(({ name }) => ({ ...contextModule(name), uses: callsOf(spec, name) }));
    return {
      files: contexts.flatMap((context) =>
        contextFiles(spec, 'resource', withNeighbours(spec, context), partsFor(spec, context.name)),
      ),
      packages: Object.fromEntries(
        contexts.map(({ name }) => [processOf(spec, name).folder, { dependencies: ['@app/auth'] }]),
      ),
      contexts: Object.fromEntries(contexts.map((context) => [context.name, context])),
      routes: contexts.map(({ name }) => contextRoute(spec, name)),
    };
  },
});

/** The context, with what its templates need to know of those that it calls and that call it. */
function withNeighbours(spec: Spec, context: ContextModule) {
  const references = referencesOf(spec, context.name);
  const callers = callersOf(spec, context.name);
  return { ...context, references, callers, linked: references.length + callers.length > 0 };
}

/** What differs with the database, and between a module and a service. */
function partsFor(spec: Spec, context: string): string[] {
  if (databaseOf(spec, context) === 'mongodb') return ['document-service'];
  return hasServices(spec) ? ['sql', 'sql-service'] : ['sql'];
}
