import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conclusionOf } from '../domain/conclusion.ts';
import { observe, requestUndoing } from '../domain/decisions.ts';
import type { OrderFact } from '../domain/order-fact.ts';
import { evolve, type OrderState } from '../domain/order-state.ts';
import { facts, orderAfter } from './facts.ts';

const reservations = [facts['payments.payment-reserved'], facts['inventory.stock-reserved']];
const undoing = [
  facts['shipping.shipment-cancelled'],
  facts['inventory.stock-released'],
  facts['payments.payment-released'],
];

/** What the other services say in the course of an order, and how it ends. */
const courses: Readonly<Record<string, readonly [said: readonly OrderFact[], end: string]>> = {
  'all goes well': [[...reservations, facts['shipping.shipment-created']], 'confirmed'],
  'the payment is declined': [[facts['payments.payment-declined']], 'rejected: payment_declined'],
  'stock is missing': [
    [
      facts['payments.payment-reserved'],
      facts['inventory.stock-unavailable'],
      facts['payments.payment-released'],
    ],
    'rejected: out_of_stock',
  ],
  'nobody delivers': [
    [
      ...reservations,
      facts['shipping.shipment-failed'],
      facts['inventory.stock-released'],
      facts['payments.payment-released'],
    ],
    'rejected: shipping_failed',
  ],
};

for (const [name, [said, end]] of Object.entries(courses)) {
  test(`${name}: whatever comes twice, late or in another order, the end is the same`, () => {
    fc.assert(
      fc.property(delivered(said), (deliveries) => {
        assert.equal(endOf(deliveries.reduce(hear, orderAfter())), end);
      }),
    );
  });
}

for (const reason of ['cancelled', 'timed_out'] as const) {
  test(`${reason}: an order ends once all is undone, whatever else is said, and when`, () => {
    const anything = fc.subarray(courses['all goes well']?.[0] as OrderFact[]);
    const deliveries = anything.chain((said) => delivered([...said, ...undoing]));
    fc.assert(
      fc.property(deliveries, (said) => {
        const order = cancel(orderAfter(), reason);
        const end = reason === 'cancelled' ? 'cancelled' : 'rejected: timed_out';
        assert.equal(endOf(said.reduce(hear, order)), end);
        const early = said.filter(({ type }) => type !== 'payments.payment-released');
        assert.equal(endOf(early.reduce(hear, order)), 'cancelling');
      }),
    );
  });
}

test('a request to cancel between any two deliveries takes effect, or is refused for good', () => {
  const course = fc.constantFrom(...Object.values(courses));
  const cases = course.chain(([said, end]) =>
    fc.tuple(delivered(said), fc.nat({ max: said.length }), fc.constant(end)),
  );
  fc.assert(
    fc.property(cases, ([said, at, end]) => {
      const before = said.slice(0, at).reduce(hear, orderAfter());
      const requested = cancel(before, 'cancelled');
      const rest = requested === before ? said.slice(at) : [...said.slice(at), ...undoing];
      const after = rest.reduce(hear, requested);
      assert.equal(endOf(after), requested === before ? end : 'cancelled');
    }),
  );
});

/** Each at least once, in any order. */
function delivered(said: readonly OrderFact[]): fc.Arbitrary<OrderFact[]> {
  return fc
    .subarray([...said])
    .chain((again) =>
      fc.shuffledSubarray([...said, ...again], { minLength: said.length + again.length }),
    );
}

/** As the reactions do: what is said, and what follows. */
function hear(order: OrderState, fact: OrderFact): OrderState {
  const observed = apply(order, observe(order, fact));
  return apply(observed, conclusionOf(observed));
}

function cancel(order: OrderState, reason: 'cancelled' | 'timed_out'): OrderState {
  return apply(order, requestUndoing(order, reason));
}

function apply(order: OrderState, decision: readonly OrderFact[]): OrderState {
  return decision.reduce((before, fact) => evolve(before, fact) ?? before, order);
}

function endOf({ status, reason }: OrderState): string {
  return reason ? `${status}: ${reason}` : status;
}
