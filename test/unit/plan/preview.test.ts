import { expect, test } from 'vitest';
import { defineFeature } from '../../../src/plan/feature.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { previewOf, treeSummary } from '../../../src/plan/preview.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { asAnswers } from '../spec/arbitrary.ts';

const spec = resolveSpec(asAnswers({ name: 'shop', readReplicas: 1 }), { nodeMajor: 24 });

const feature = defineFeature({
  id: 'app',
  about: 'the app itself',
  when: () => true,
  contribute: () => ({
    compose: { services: { app: {}, db: {} }, ports: { app: ['127.0.0.1:8080:8080'] } },
  }),
});

const file = (contents: string) => ({ contents, mode: 0o644 });

const preview = previewOf(
  makePlan(spec, [feature]),
  new Map([
    ['src/modules/users/index.ts', file('x')],
    ['src/main.ts', file('x')],
    ['src/modules/orders/index.ts', file('x')],
    ['docs/decisions/1.md', file('€')],
    ['README.md', file('x')],
  ]),
);

test('a preview tells what is written, with sizes in bytes, sorted by path', () => {
  expect(preview.files.map(({ path }) => path)[0]).toBe('README.md');
  expect(preview.files).toContainEqual({ path: 'docs/decisions/1.md', bytes: 3 });
});

test('a preview tells what runs and where it is reached', () => {
  expect(preview.services).toEqual(['app', 'db']);
  expect(preview.ports).toEqual([{ service: 'app', address: '127.0.0.1:8080:8080' }]);
  expect(preview.parts).toEqual(['the app itself']);
});

test('a preview tells every decision in words', () => {
  const inWords = Object.fromEntries(preview.decisions.map(({ flag, value }) => [flag, value]));
  expect(inWords).toMatchObject({
    style: 'Modular monolith',
    contexts: 'users, products, orders, payments',
    'read-replicas': '1',
  });
});

test('the summary counts files by folder, and looks into those that group others', () => {
  expect(treeSummary(preview)).toEqual([
    './            1 file',
    'docs/         1 file',
    'src/          1 file',
    'src/modules/  2 files',
  ]);
});
