import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { features } from '../../../src/features/index.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { parseTemplate } from '../../../src/render/parse-template.ts';
import { renderPlan } from '../../../src/render/render.ts';
import { fill } from '../../../src/render/template.ts';
import { filesBelow, templateFolder } from '../../../src/render/template-folder.ts';
import type { TemplateFile, Templates } from '../../../src/render/templates.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { covering, everyCombination } from '../../boot/combinations.ts';
import { asAnswers } from '../spec/arbitrary.ts';

const filled = (text: string, values: unknown) => fill(parseTemplate(text), values);

describe('a template', () => {
  test('is filled with texts and numbers, also of tables', () => {
    expect(filled('{{name}} on {{spec.port}}', { name: 'shop', spec: { port: 80 } })).toBe(
      'shop on 80',
    );
  });

  test('says which hole nothing fills', () => {
    expect(() => filled('{{spec.port}}', { spec: {} })).toThrow('nothing fills spec.port');
    expect(() => filled('{{#each list}}{{/each}}', {})).toThrow('nothing fills list');
  });

  test.each([
    [true, 'yes'],
    ['text', 'yes'],
    [['one'], 'yes'],
    [false, 'no'],
    [0, 'no'],
    [undefined, 'no'],
    [[], 'no'],
  ])('takes %j for %s', (value, answer) => {
    expect(filled('{{#if value}}yes{{else}}no{{/if}}', { value })).toBe(answer);
    expect(filled('{{#unless value}}no{{else}}yes{{/unless}}', { value })).toBe(answer);
  });

  test('compares', () => {
    const text = '{{#if (eq a "x")}}1{{else if (eq a 2)}}2{{else}}3{{/if}}';
    expect(['x', 2, '2'].map((a) => filled(text, { a }))).toEqual(['1', '2', '3']);
  });

  test('repeats what is in a loop, with its item, what is outside, and where the last one is', () => {
    const text =
      '{{#each list}}{{this}}{{../name}}{{@root.name}}{{#unless @last}}, {{/unless}}{{/each}}';
    expect(filled(text, { name: '!', list: ['a', 'b'] })).toBe('a!!, b!!');
    expect(filled(text, { name: '!', list: [] })).toBe('');
  });

  test.each([
    ['{{loud name}}', 'a call in a hole'],
    ['{{#with name}}{{/with}}', 'this block'],
    ['\n{{#if (or a b)}}{{/if}}', 'line 2: templates do not know this condition'],
    ['{{@index}}', '@index'],
    ['{{../../name}}', '../../name'],
    ['{{> part}}', 'PartialStatement'],
  ])('knows no %s', (text, message) => {
    expect(() => parseTemplate(text)).toThrow(message);
  });
});

test('every template gives the text that Handlebars makes of it', () => {
  for (const combination of covering(everyCombination(), 'values')) {
    const spec = resolveSpec(asAnswers(combination), { nodeMajor: 24 });
    const plan = makePlan(spec, features);
    expect([...renderPlan(plan, ours, '1.2.3')]).toEqual([...renderPlan(plan, theirs, '1.2.3')]);
  }
});

const root = fileURLToPath(new URL('../../../templates', import.meta.url));
const handlebars = Handlebars.create();
handlebars.registerHelper('eq', (left: unknown, right: unknown) => left === right);

const ours = readOnce(templateFolder(root));
const theirs = readOnce({
  folder: (name) =>
    filesBelow(join(root, name)).map(({ path, text, executable }) => ({
      path: path.replace(/\.hbs$/, ''),
      executable,
      contents: path.endsWith('.hbs')
        ? handlebars.compile(text, { noEscape: true, strict: true })
        : text,
    })),
});

/** The same templates, each folder read once: combinations have most of them in common. */
function readOnce(templates: Templates): Templates {
  const read = new Map<string, readonly TemplateFile[]>();
  return {
    folder(name) {
      const files = read.get(name) ?? templates.folder(name);
      read.set(name, files);
      return files;
    },
  };
}
