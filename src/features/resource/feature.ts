import { defineFeature } from '../../plan/feature.ts';
import { contextFiles, contextModule, contextRoute, isSample } from '../contexts.ts';

export const resource = defineFeature({
  id: 'resource',
  about: 'a CRUD resource for every context outside the sample domain',
  when: (spec) => spec.contexts.some(({ name }) => !isSample(name)),
  contribute(spec) {
    const contexts = spec.contexts
      .filter(({ name }) => !isSample(name))
      .map(({ name }) => contextModule(name));
    return {
      files: contexts.flatMap((context) => contextFiles(spec, 'resource', context)),
      contexts: Object.fromEntries(contexts.map((context) => [context.name, context])),
      routes: contexts.map(({ name }) => contextRoute(spec, name)),
    };
  },
});
