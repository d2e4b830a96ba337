import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { archSchema } from '../../../src/catalogue/json-schema.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { schemaUrl, serialiseSpec } from '../../../src/spec/serialise.ts';
import { styleIds } from '../../../src/styles/style-id.ts';
import { styles } from '../../../src/styles/styles.ts';
import { asAnswers, validValues } from '../spec/arbitrary.ts';

const schema = archSchema('1.2.3');
const [notBuilt] = styleIds.filter((id) => !styles[id].available);
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

test('the schema has the address that arch.yaml points to', () => {
  expect(schema.$id).toBe(schemaUrl('1.2.3'));
});

test('every spec that the CLI writes is valid by the schema', () => {
  fc.assert(
    fc.property(validValues, (values) => {
      const document = parse(
        serialiseSpec(resolveSpec(asAnswers(values), { nodeMajor: 24 }), '1.2.3'),
      );
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe('an editor marks', () => {
  test.each<[string, unknown]>([
    ['an unknown key', { stile: 'monolith' }],
    ['an unknown value', { tracing: 'jaeger' }],
    ['a style that is not built', { style: notBuilt }],
    ['too many replicas', { readReplicas: 3 }],
    ['a name with a blank', { name: 'a b' }],
    ['a name that is too long', { name: 'x'.repeat(41) }],
    ['an empty list of contexts', { contexts: [] }],
    ['an unknown force', { forces: { teamSise: 'tiny' } }],
    ['a reason for no choice', { reasons: { stile: 'x' } }],
    ['a reason for the name', { reasons: { name: 'x' } }],
    ['another schema version', { schemaVersion: 2 }],
    ['a choice that does not apply to the style', { style: 'cqrs', loadBalancer: 'nginx' }],
  ])('%s', (_name, document) => {
    expect(validate(document)).toBe(false);
  });
});
