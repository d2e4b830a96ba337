import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { confirming, releasing, reserving } from './order-messages.ts';
import { type OrderPayments, openOrderPayments, type Sent } from './order-payments.ts';
import { purchase } from './purchase.ts';

let payments: OrderPayments;

before(async () => {
  payments = await openOrderPayments();
});

after(() => payments.close());

/** What the provider does with an order, and what becomes of it. */
const plan = fc.record({
  token: fc.constantFrom('tok_ok', 'tok_declined', 'tok_error'),
  end: fc.constantFrom('open', 'confirmed', 'released', 'confirmed and released'),
});

/** Which message is delivered next, whether beside the one before, and what else goes on then. */
const delivery = fc.record({
  pick: fc.nat(),
  beside: fc.boolean(),
  crashes: fc.boolean(),
  settles: fc.boolean(),
});

test('money is held for orders that are not released, and for no others, whatever comes late, twice or at once', async () => {
  const scenario = fc.asyncProperty(
    fc.array(plan, { minLength: 3, maxLength: 3 }),
    fc.array(delivery, { maxLength: 16, size: 'max' }),
    async (plans, deliveries) => {
      const orders = plans.map(newOrder);
      const messages = orders.flatMap((order) => order.messages);
      let current = Promise.resolve();
      for (const { pick, beside, crashes, settles } of deliveries) {
        const sent = messages[pick % messages.length] as Sent;
        if (!beside) await current;
        if (await isTooEarly(sent)) continue;
        const handled = crashes ? payments.crashOn(sent) : payments.redeliver(sent);
        const settled = settles ? payments.settle() : undefined;
        current = Promise.all([current, handled, settled]).then(() => undefined);
      }
      await current;
      // Each message comes at least once, whatever became of it before.
      for (const sent of messages) await payments.redeliver(sent);
      for (const order of orders) await assertAnswered(order);
      await payments.settle();
      for (const { id, money } of orders) assert.equal(await payments.moneyOf(id), money);
    },
  );
  await fc.assert(scenario, { numRuns: 25 });
});

function newOrder({ token, end }: { token: string; end: string }) {
  const request = purchase(token);
  const isReleased = end.endsWith('released');
  const isConfirmed = end.startsWith('confirmed') && token !== 'tok_declined';
  const messages = [
    reserving(request),
    ...(isReleased ? [releasing(request.orderId)] : []),
    ...(isConfirmed ? [confirming(request)] : []),
  ];
  const inHand = isConfirmed ? 'taken' : 'held';
  const money = isReleased || token === 'tok_declined' ? 'with the customer' : inHand;
  return { id: request.orderId, token, isReleased, messages, money };
}

/** Orders confirms what payments has reserved, and nothing before. */
async function isTooEarly({ message }: Sent): Promise<boolean> {
  const answers = await payments.answersTo(message.key);
  return message.body.includes('orders.order-confirmed') && !answers.includes('payment-reserved');
}

async function assertAnswered({ id, token, isReleased }: ReturnType<typeof newOrder>) {
  const answers = await payments.answersTo(id);
  const known = token === 'tok_declined' ? 'payment-declined' : 'payment-reserved';
  if (isReleased) assert.ok(answers.includes('payment-released'));
  else assert.deepEqual(answers, [known]);
}
