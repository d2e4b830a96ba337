import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/catalogue/catalogue.ts';
import { applies } from '../../../src/catalogue/choice.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { SpecError } from '../../../src/spec/spec.ts';
import { asAnswers } from './arbitrary.ts';

const machine = { nodeMajor: 24 };

/** What is wrong with some values, in words. */
function refusals(values: Readonly<Record<string, unknown>>): string[] {
  try {
    resolveSpec(asAnswers({ name: 'shop', ...values }), machine);
  } catch (error) {
    if (error instanceof SpecError) {
      return error.problems.map(({ message, hint }) => `${message}; ${hint}`);
    }
    throw error;
  }
  return [];
}

test('every choice that is not given takes its default', () => {
  const spec = resolveSpec(asAnswers({ name: 'shop' }), machine);
  const asked = catalogue.filter((choice) => applies(choice, { ...spec }));
  for (const { id } of asked) expect(spec[id], id).toBeDefined();
  expect(spec.contexts.map(({ name }) => name)).toEqual([
    'users',
    'products',
    'orders',
    'payments',
  ]);
});

test('Node.js comes from npm where the installed one is too old for the output', () => {
  expect(resolveSpec(asAnswers({ name: 'shop' }), { nodeMajor: 22 }).node).toBe('npm');
});

test('numbers and lists may come as the text of a flag', () => {
  const spec = resolveSpec(
    asAnswers({ name: 'shop', readReplicas: '2', contexts: 'users, invoices' }),
    machine,
  );
  expect(spec.readReplicas).toBe(2);
  expect(spec.contexts).toEqual([{ name: 'users' }, { name: 'invoices' }]);
});

test('users, which issues the tokens of all, joins a list that does not name it', () => {
  const contextsOf = (style: string, contexts: string) =>
    resolveSpec(asAnswers({ name: 'shop', style, contexts }), machine).contexts;
  expect(contextsOf('monolith', 'catalog')).toEqual([{ name: 'users' }, { name: 'catalog' }]);
  expect(contextsOf('microservices', 'catalog,billing:mongodb')).toEqual([
    { name: 'users' },
    { name: 'catalog' },
    { name: 'billing', database: 'mongodb' },
  ]);
  expect(contextsOf('microservices', 'catalog,users').map(({ name }) => name)).toEqual([
    'catalog',
    'users',
  ]);
});

describe('refused, saying what to write:', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a value that a choice does not have', { ci: 'gitlab' }, 'valid values: github, none'],
    ['a typing error', { ci: 'gihub' }, 'did you mean github?'],
    ['a number as a style', { style: 1 }, 'style cannot be "1"'],
    ['too many replicas', { readReplicas: 3 }, 'a whole number from 0 to 2'],
    ['half a replica', { readReplicas: 0.5 }, 'a whole number from 0 to 2'],
    ['replicas in words', { readReplicas: 'two' }, 'a whole number from 0 to 2'],
    ['no contexts', { contexts: [] }, 'a list of names'],
    ['a context that is no name', { contexts: [['users']] }, 'a name, or a mapping with a name'],
    ['a context named twice', { contexts: ['users', 'users'] }, 'is named twice'],
    ['orders without what they call', { contexts: ['users', 'orders'] }, 'add what is missing'],
    [
      'one service, even of which users would make two',
      { style: 'microservices', contexts: ['catalog'] },
      'one service alone',
    ],
    ['a force that is unknown', { 'forces.teamSize': 'huge' }, 'valid values: tiny'],
    [
      'a reason for a choice that does not apply',
      { style: 'monolith', 'reasons.gateway': 'we know it' },
      'gateway does not apply here; it is a choice only when style is microservices',
    ],
    ['an empty name', { name: null }, 'name is empty'],
  ])('%s', (_name, values, words) => {
    expect(refusals(values).join('\n')).toContain(words);
  });

  test('everything that is wrong, at once', () => {
    expect(refusals({ ci: 'x', tracing: 'x', readReplicas: 'x' })).toHaveLength(3);
  });
});
