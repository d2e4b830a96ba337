import { expect, test } from 'vitest';
import { nearest } from '../../../src/spec/nearest.ts';

const words = ['monolith', 'microservices', 'cqrs'];

test.each([
  ['monolit', 'monolith'],
  ['MONOLITH', 'monolith'],
  ['microservice', 'microservices'],
  ['cqsr', 'cqrs'],
])('finds what was meant by %s', (typed, meant) => {
  expect(nearest(typed, words)).toBe(meant);
});

test('finds nothing where nothing is close', () => {
  expect(nearest('kubernetes', words)).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
});
