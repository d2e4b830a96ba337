import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSpec } from '../../../src/spec/parse.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { serialiseSpec } from '../../../src/spec/serialise.ts';
import { asAnswers, validValues } from './arbitrary.ts';

const machine = { nodeMajor: 24 };

test('a spec that was written is read back unchanged, and written again to the same bytes', () => {
  fc.assert(
    fc.property(validValues, (values) => {
      const spec = resolveSpec(asAnswers(values), machine);
      const text = serialiseSpec(spec, '1.2.3');
      const again = resolveSpec(parseSpec(text, 'arch.yaml'), machine);
      expect(again).toEqual(spec);
      expect(serialiseSpec(again, '1.2.3')).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test('a spec does not depend on the machine that reads it', () => {
  const spec = resolveSpec(asAnswers({ name: 'shop' }), { nodeMajor: 20 });
  const again = resolveSpec(parseSpec(serialiseSpec(spec, '1.2.3'), 'arch.yaml'), {
    nodeMajor: 26,
  });
  expect(spec.node).toBe('npm');
  expect(again).toEqual(spec);
});
