import { describe, expect, test } from 'vitest';
import { parseSpec } from '../../../src/spec/parse.ts';
import { SpecError, type SpecProblem } from '../../../src/spec/spec.ts';

/** What is wrong with a text. */
function problems(text: string): readonly SpecProblem[] {
  try {
    parseSpec(text, 'arch.yaml');
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
  return [];
}

test('answers remember where they were written', () => {
  const answers = parseSpec(
    'schemaVersion: 1\nname: shop\nreasons:\n  style: because\n',
    'arch.yaml',
  );
  expect(answers.name).toEqual({
    value: 'shop',
    origin: { kind: 'file', file: 'arch.yaml', line: 2, column: 7, text: 'name: shop' },
  });
  expect(answers['reasons.style']?.origin).toMatchObject({ line: 4, column: 10 });
});

test('a file saved by Windows is read like any other', () => {
  const answers = parseSpec('\uFEFFname: shop\r\nci: none\r\n', 'arch.yaml');
  expect(answers.name?.value).toBe('shop');
  expect(answers.ci?.value).toBe('none');
});

describe('refused, at its place:', () => {
  test.each<[string, string, string, number, number]>([
    ['an unknown key', 'name: shop\ntracin: none', 'unknown key "tracin"', 2, 1],
    ['a key as long as a file', `${'k'.repeat(1000)}: 1`, `unknown key "${'k'.repeat(57)}…"`, 1, 1],
    ['an unknown force', 'forces:\n  teamSise: tiny', 'unknown key "teamSise"', 2, 3],
    ['a section that is no mapping', 'reasons: because', 'reasons is not a mapping', 1, 10],
    ['a reason for the name', 'reasons: {name: nice}', 'unknown key "name"', 1, 11],
    ['a reason that is no text', 'reasons:\n  style: 1', 'reasons.style is not text', 2, 10],
    ['another schema version', 'schemaVersion: 2', 'schemaVersion is not one', 1, 16],
    ['broken YAML', 'name: [shop', 'not valid YAML', 1, 12],
    ['a key given twice', 'name: shop\nname: shop', 'the key "name" is there twice', 2, 1],
    ['one in a section', 'reasons: {ci: a, ci: b}', 'the key "ci" is there twice', 1, 18],
    ['a tag that runs code elsewhere', 'name: !!js/function shop', 'Unresolved tag', 1, 7],
    ["a tag of one's own", 'style: !mine monolith', 'Unresolved tag', 1, 8],
    ['a second document', 'name: shop\n---\nname: mall', 'one YAML document', 2, 1],
    ['a merge key', 'name: shop\n<<: {ci: none}', 'unknown key "<<"', 2, 1],
    ['an alias', 'name: &a shop\nci: *a', 'aliases are not allowed', 2, 5],
    ['a list', '- name', 'does not hold a mapping', 1, 1],
    ['an empty file', '', 'is empty', 1, 1],
  ])('%s', (_name, text, message, line, column) => {
    const [first] = problems(text);
    expect(first?.message).toContain(message);
    expect(first?.origin).toMatchObject({ file: 'arch.yaml', line, column });
  });

  test('keys of the prototype', () => {
    expect(problems('__proto__:\n  polluted: true')[0]?.message).toContain('unknown key');
    expect(problems('reasons:\n  __proto__: x')[0]?.message).toContain('unknown key');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('a file far larger than a spec', () => {
    expect(problems(`name: ${'x'.repeat(2_000_000)}`)[0]?.message).toContain('larger than a spec');
  });

  test('every unknown key at once, with the one that was meant', () => {
    const found = problems('nam: shop\nstile: monolith');
    expect(found.map(({ hint }) => hint?.split('?')[0])).toEqual([
      'did you mean name',
      'did you mean style',
    ]);
  });

  test('an unknown key hides no wrong value', () => {
    const text = 'stile: monolith\nci: gitub\ngateway: kong\nforces:\n  teamSize: gigantic';
    expect(problems(text).map(({ message }) => message)).toEqual([
      'unknown key "stile"',
      'ci cannot be "gitub"',
      'teamSize cannot be "gigantic"',
    ]);
  });
});

test('a file full of keys is refused without comparing each with each', () => {
  const keys = Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`);
  expect(problems(keys.join('\n'))).toHaveLength(keys.length);
});
