import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mostLines, mostPieces, totalOf } from '../domain/total.ts';

/** Highest price in minor units that the catalogue takes. */
const highestPrice = 1_000_000_000;

const line = fc.record({
  productId: fc.uuid(),
  name: fc.string(),
  quantity: fc.integer({ min: 1, max: mostPieces }),
  price: fc.record({
    amount: fc.integer({ min: 0, max: highestPrice }),
    currency: fc.constant('EUR'),
  }),
});

test('a total is the exact sum of its lines, whatever their order', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: mostLines }), (lines) => {
      const exact = lines.reduce(
        (sum, { price, quantity }) => sum + BigInt(price.amount) * BigInt(quantity),
        0n,
      );
      const { amount, currency } = totalOf(lines);
      assert.equal(BigInt(amount), exact);
      assert.equal(currency, 'EUR');
      assert.deepEqual(totalOf(lines.toReversed()), { amount, currency });
    }),
  );
});

test('the highest total is still exact', () => {
  // Each product once, yet its quantity may have been added up from every line.
  assert.ok(Number.isSafeInteger(highestPrice * mostLines * mostPieces));
});

test('prices in several currencies are not added up', () => {
  const [euro] = fc.sample(line, { numRuns: 1, seed: 1 });
  assert.ok(euro);
  const franc = { ...euro, price: { amount: 100, currency: 'CHF' } };
  assert.throws(() => totalOf([euro, franc]), {
    name: 'Refused',
    refusal: {
      reason: 'mixed_currencies',
      detail: 'An order is in one currency; these products are in EUR, CHF.',
    },
  });
});
