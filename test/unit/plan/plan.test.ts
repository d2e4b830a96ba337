import { describe, expect, test } from 'vitest';
import { type Contribution, defineFeature, type Feature } from '../../../src/plan/feature.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { asAnswers } from '../spec/arbitrary.ts';

const spec = resolveSpec(asAnswers({ name: 'shop', tracing: 'none' }), { nodeMajor: 24 });

function feature(id: string, contribution: Contribution, selected = true): Feature {
  return defineFeature({ id, about: id, when: () => selected, contribute: () => contribution });
}

describe('a plan', () => {
  test('holds what the selected features contribute, and nothing of the others', () => {
    const plan = makePlan(spec, [
      feature('queue', { env: { QUEUE_URL: { about: 'where' } } }),
      feature('unwanted', { env: { OTHER: { about: 'no' } } }, false),
      feature('cache', { env: { CACHE_URL: { about: 'where' } } }),
    ]);
    expect(plan.features.map(({ id }) => id)).toEqual(['queue', 'cache']);
    expect(Object.keys(plan.env)).toEqual(['QUEUE_URL', 'CACHE_URL']);
  });

  test('lets features add to a service that another defines', () => {
    const plan = makePlan(spec, [
      feature('app', { compose: { services: { app: { image: 'app' } } } }),
      feature('queue', { compose: { environment: { app: { QUEUE_URL: 'queue' } } } }),
      feature('cache', { compose: { environment: { app: { CACHE_URL: 'cache' } } } }),
    ]);
    expect(plan.compose.environment.app).toEqual({ QUEUE_URL: 'queue', CACHE_URL: 'cache' });
  });

  test.each<[string, Contribution]>([
    ['env.PORT', { env: { PORT: { about: 'a port' } } }],
    ['compose.services.app', { compose: { services: { app: {} } } }],
    ['compose.environment.app.PORT', { compose: { environment: { app: { PORT: '1' } } } }],
    ['compose.ports.app', { compose: { ports: { app: [] } } }],
    ['documents.a.json', { documents: { 'a.json': {} } }],
    ['c4.app', { c4: { app: { kind: 'Container', label: '', technology: '', about: '' } } }],
  ])('refuses that two features write %s, naming both', (key, contribution) => {
    const both = [feature('one', contribution), feature('other', contribution)];
    expect(() => makePlan(spec, both)).toThrow(`one and other both contribute ${key}`);
  });
});
