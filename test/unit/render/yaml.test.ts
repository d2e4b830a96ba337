import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { yaml } from '../../../src/render/yaml.ts';

const versions = ['1.1', '1.2'] as const;

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'-:#?,[]{}&*!|>\'"%@`=<~ \t\n.0x1e_yntfo/$') }),
  fc.string({ unit: fc.constantFrom('\n', ' ', 'if', '- a', 'b: c', '# d', '"e"', '...') }),
  fc.constantFrom(
    'yes',
    'Off',
    'NULL',
    '0o17',
    '12:30:45',
    '2026-11-24',
    '.inf',
    '---',
    '<<',
    '=',
    'e0',
  ),
);

const key = text.filter((name) => name !== '__proto__');

const { node } = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text,
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const document = fc.dictionary(key, node, { maxKeys: 5, noNullPrototype: true });

test.each(versions)('any data is read back as it was by YAML %s', (version) => {
  fc.assert(
    fc.property(document, (data) => {
      expect(parse(yaml(data), { version, uniqueKeys: true })).toEqual(data);
    }),
    { numRuns: 2000 },
  );
});

test('text of several lines stands as it is', () => {
  const data = { run: 'if a\n\n  then: b\n', list: ['c\nd'] };
  const written = ['run: |', '  if a', '', '    then: b', 'list:', '  - |-', '    c', '    d', ''];
  expect(yaml(data)).toBe(written.join('\n'));
});

test('text is in quotes that it does not hold itself', () => {
  expect(yaml({ double: 'a: b', single: 'a: "b"', escaped: `'a': "b"` })).toBe(
    'double: "a: b"\nsingle: \'a: "b"\'\nescaped: "\'a\': \\"b\\""\n',
  );
});

describe('left out, or written in short:', () => {
  test('a key without a value', () => {
    expect(yaml({ a: undefined, b: 1 })).toBe('b: 1\n');
  });

  test('what is empty', () => {
    expect(yaml({})).toBe('{}\n');
    expect(yaml({ a: { b: undefined }, c: [] })).toBe('a: {}\nc: []\n');
  });
});
