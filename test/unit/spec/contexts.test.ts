import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContextSpec } from '../../../src/catalogue/choice.ts';
import { contextText, readContexts } from '../../../src/spec/contexts.ts';
import { rules } from '../../../src/spec/rules.ts';
import type { Spec } from '../../../src/spec/spec.ts';

const read = (raw: unknown) => {
  const outcome = readContexts(raw);
  return 'problem' in outcome ? outcome.problem : (outcome.value as ContextSpec[]);
};

test('behind a name stand its database and what it calls, in any order', () => {
  const billing = { name: 'billing', database: 'mongodb', calls: ['catalog', 'stock'] };
  expect(read('catalog, billing:mongodb:calls=catalog+stock')).toEqual([
    { name: 'catalog' },
    billing,
  ]);
  expect(read('billing:calls=catalog+stock:mongodb')).toEqual([billing]);
  expect(read(['catalog', billing])).toEqual([{ name: 'catalog' }, billing]);
});

test('a context written as text is read back', () => {
  const name = fc.constantFrom('catalog', 'billing', 'stock');
  const context = fc.record(
    {
      name,
      database: fc.constantFrom('postgres', 'mongodb'),
      calls: fc.uniqueArray(name, { minLength: 1 }),
    },
    { requiredKeys: ['name'] },
  ) as fc.Arbitrary<ContextSpec>;
  fc.assert(
    fc.property(context, (given) => {
      expect(read(contextText(given))).toEqual([given]);
    }),
  );
});

test.each([
  [
    'an unknown database',
    'billing:mongo',
    'the database of billing cannot be "mongo"',
    'did you mean mongodb?',
  ],
  [
    'two databases',
    'billing:mongodb:postgres',
    'the database of billing',
    'valid values: postgres, mongodb',
  ],
  ['a callee named twice', 'billing:calls=a+a', 'billing calls a list', 'each named once'],
  [
    'no callee at all',
    [{ name: 'billing', calls: [] }],
    'billing calls a list',
    'a list of contexts',
  ],
  [
    'calls that are no list',
    [{ name: 'billing', calls: 'a' }],
    'billing calls "a"',
    'a list of contexts',
  ],
  [
    'an unknown key',
    [{ name: 'billing', databse: 'mongodb' }],
    'billing has no "databse"',
    'keys: name',
  ],
  ['a reserved name', 'gateway', 'is a part of every generated system', ''],
])('%s is refused', (_what, raw, message, hint) => {
  const problem = read(raw);
  expect(problem).toMatchObject({ message: expect.stringContaining(message) });
  expect(String((problem as { hint?: string }).hint)).toContain(hint);
});

describe('between contexts', () => {
  const broken = (style: string, contexts: string) =>
    rules
      .map((rule) => rule.violation({ style, contexts: read(contexts) } as unknown as Spec))
      .filter(Boolean);

  test.each([
    ['microservices', 'users', 'one service alone'],
    ['monolith', 'users,billing:mongodb', 'a monolith has one database'],
    ['monolith', 'users,a,b:calls=a', 'a monolith has one database'],
    ['microservices', 'users:mongodb,a', 'part of the sample domain'],
    ['microservices', 'users,a:calls=missing', 'a calls missing, which is not in the list'],
    ['microservices', 'users,a:calls=users', 'serves no entries'],
    ['microservices', 'users,a:calls=a', 'in a circle: a → a'],
    ['microservices', 'users,a:calls=b,b:calls=c,c:calls=a', 'in a circle: a → b → c → a'],
    ['microservices', 'users,a:calls=b,b:calls=c,c:calls=b', 'in a circle: b → c → b'],
  ])('%s with %s is refused', (style, contexts, message) => {
    expect(broken(style, contexts).join()).toContain(message);
  });

  test.each([
    ['monolith', 'users,billing'],
    ['microservices', 'users,catalog:mongodb,billing:calls=catalog,audit:calls=catalog+billing'],
    ['microservices', 'users,products,payments,orders,billing'],
  ])('%s with %s is fine', (style, contexts) => {
    expect(broken(style, contexts)).toEqual([]);
  });
});
