import { describe, expect, test } from 'vitest';
import { answersOf, dependentsOf, valuesOf, withValue } from '../../../src/prompts/draft.ts';
import type { Answer, Answers } from '../../../src/spec/spec.ts';

const flag = (value: unknown): Answer => ({ value, origin: { kind: 'flag', flag: 'any' } });

const monolith: Answers = {
  name: flag('bakery'),
  style: flag('monolith'),
  'reasons.style': flag('we are three'),
  contexts: flag('users'),
  loadBalancer: flag('none'),
  'reasons.loadBalancer': flag('one instance is enough'),
  readReplicas: flag('1'),
  tracing: flag('none'),
};

describe('an answer that replaces another one', () => {
  test('forgets what depended on it, the reasons included', () => {
    const changed = withValue(monolith, 'style', 'microservices');
    expect(Object.keys(changed).sort()).toEqual(['contexts', 'name', 'style', 'tracing']);
    expect(changed.style).toEqual({ value: 'microservices', origin: { kind: 'prompt' } });
  });

  test('forgets nothing where the value stays the same, however it is written', () => {
    expect(Object.keys(withValue(monolith, 'style', 'monolith'))).toEqual(Object.keys(monolith));
    const replicas = withValue(
      { ...monolith, 'reasons.readReplicas': flag('x') },
      'readReplicas',
      1,
    );
    expect(replicas['reasons.readReplicas']).toBeDefined();
  });

  test('forgets nothing where it is the first one: what a flag gave stays', () => {
    const { style: _, ...given } = monolith;
    expect(withValue(given, 'style', 'monolith')).toMatchObject(given);
  });

  test('leaves choices alone that nothing depends on', () => {
    const changed = withValue(monolith, 'tracing', 'opentelemetry');
    expect(Object.keys(changed)).toEqual(Object.keys(monolith));
  });
});

test('what is asked for one style only depends on the style; what is asked for all does not', () => {
  const found = [...dependentsOf('style', 'monolith', 'cqrs')];
  expect(found).toEqual(expect.arrayContaining(['loadBalancer', 'readReplicas']));
  for (const id of ['name', 'style', 'tracing', 'ci']) expect(found).not.toContain(id);
  expect([...dependentsOf('ci', 'github', 'none')]).toEqual([]);
});

test('values are those of valid answers, in the form of the spec', () => {
  expect(valuesOf({ ...monolith, tracing: flag('zipkin') })).toEqual({
    name: 'bakery',
    style: 'monolith',
    contexts: [{ name: 'users' }],
    loadBalancer: 'none',
    readReplicas: 1,
  });
});

test('a reason that was asked for and left out is no answer', () => {
  const answers = { ...monolith, 'reasons.style': flag('') };
  expect(answersOf({ answers, git: true, install: true })).not.toHaveProperty(['reasons.style']);
  expect(answersOf({ answers: monolith, git: true, install: true })).toEqual(monolith);
});
