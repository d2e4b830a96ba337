import fc from 'fast-check';
import { applies, type Choice } from '../../../src/catalogue/choice.ts';
import { catalogue, recordedChoices } from '../../../src/catalogue/catalogue.ts';
import { forces } from '../../../src/recommend/forces.ts';
import { checkName } from '../../../src/spec/names.ts';
import type { Answers } from '../../../src/spec/spec.ts';
import { styleIds } from '../../../src/styles/style-id.ts';
import { styles } from '../../../src/styles/styles.ts';

const name = (kind: 'project' | 'context') =>
  fc
    .stringMatching(/^[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,5}){0,2}$/)
    .filter((text) => !checkName(text, kind));

const sample = ['users', 'products', 'payments', 'orders', 'inventory', 'shipping', 'email'];

function arbitraryValue(choice: Choice): fc.Arbitrary<unknown> {
  switch (choice.kind) {
    case 'name':
      return name('project');
    case 'select':
      return fc.constantFrom(...choice.values.map(({ id }) => id).filter(isReady));
    case 'count':
      return fc.integer({ min: choice.min, max: choice.max });
    case 'contexts':
      return fc
        .uniqueArray(name('context'), { maxLength: 3 })
        .map((custom) => [...new Set([...sample, ...custom])]);
  }
}

function isReady(id: string): boolean {
  const style = styleIds.find((known) => known === id);
  return style === undefined || styles[style].available;
}

const reason = fc.string({ minLength: 1, unit: 'grapheme' });

/** Raw values by choice id, `forces.<id>` and `reasons.<id>`, each of them valid; some left out. */
export const validValues: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .record(
    {
      ...Object.fromEntries(
        (catalogue as readonly Choice[]).map((choice) => [choice.id, arbitraryValue(choice)]),
      ),
      ...Object.fromEntries(
        forces.map(({ id, values }) => [
          `forces.${id}`,
          fc.constantFrom(...values.map((value) => value.id)),
        ]),
      ),
      ...Object.fromEntries(recordedChoices.map(({ id }) => [`reasons.${id}`, reason])),
    } as Record<string, fc.Arbitrary<unknown>>,
    { requiredKeys: ['name'] },
  )
  .map(onlyApplicable);

function onlyApplicable(values: Record<string, unknown>): Record<string, unknown> {
  const withStyle = { style: 'monolith', ...values };
  const unfit = (catalogue as readonly Choice[]).filter((choice) => !applies(choice, withStyle));
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key]) => !unfit.some(({ id }) => key === id || key === `reasons.${id}`),
    ),
  );
}

/** Values as answers that somebody typed. */
export function asAnswers(values: Readonly<Record<string, unknown>>): Answers {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, origin: { kind: 'prompt' } }]),
  );
}
