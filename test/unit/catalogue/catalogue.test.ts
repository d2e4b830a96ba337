import { describe, expect, test } from 'vitest';
import { attribute } from '../../../src/cli/answers.ts';
import { completable } from '../../../src/cli/completable.ts';
import type { Choice } from '../../../src/catalogue/choice.ts';
import { catalogue, choiceById, defaultOf } from '../../../src/catalogue/catalogue.ts';
import { readValue } from '../../../src/spec/resolve.ts';
import { styleIds } from '../../../src/styles/style-id.ts';

const choices = catalogue as readonly Choice[];

describe.each(choices)('the choice $id', (choice) => {
  test('has a default that it takes itself', () => {
    if (choice.kind === 'name') return expect(defaultOf(choice, 'monolith')).toBeUndefined();
    return expect(readValue(choice, defaultOf(choice, 'monolith'))).not.toHaveProperty('problem');
  });

  test('depends only on choices that are asked before it', () => {
    const before = choices.slice(0, choices.indexOf(choice)).map(({ id }) => id);
    expect(before).toEqual(expect.arrayContaining(Object.keys(choice.appliesWhen ?? {})));
  });
});

test('no flag has two meanings', () => {
  const flags = completable().create.map(({ flag }) => flag);
  const aliases = choices.flatMap(({ aliases = [] }) => aliases.map((alias) => `--${alias}`));
  expect(new Set([...flags, ...aliases].map(attribute)).size).toBe(flags.length + aliases.length);
});

test('a choice that is not there is a defect', () => {
  expect(() => choiceById('nothing')).toThrow('no choice is called nothing');
});

test('every style has an entry in the choice of styles', () => {
  const style = choiceById('style');
  expect(style.kind === 'select' && style.values.map(({ id }) => id)).toEqual([...styleIds]);
});
