import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Message } from '@app/messages';
import fc from 'fast-check';
import { consignment, type DispatchRoom, openDispatchRoom } from './dispatch-room.ts';
import { cancelling, shipping } from './order-messages.ts';

let room: DispatchRoom;

before(async () => {
  room = await openDispatchRoom();
});

after(() => room.close());

/** Whether a carrier goes there, and whether the order is cancelled some time. */
const plan = fc.record({ served: fc.boolean(), cancelled: fc.boolean() });

/** Which message is delivered next, whether beside the one before, and whether that ends in a crash. */
const delivery = fc.record({ pick: fc.nat(), beside: fc.boolean(), crashes: fc.boolean() });

test('every order is answered, and shipped only if it is not cancelled, whatever comes late, twice or at once', async () => {
  const scenario = fc.asyncProperty(
    fc.array(plan, { minLength: 3, maxLength: 3 }),
    fc.array(delivery, { maxLength: 16, size: 'max' }),
    async (plans, deliveries) => {
      const orders = plans.map(newOrder);
      const messages = orders.flatMap((order) => order.messages);
      let current = Promise.resolve();
      for (const { pick, beside, crashes } of deliveries) {
        const message = messages[pick % messages.length] as Message;
        if (!beside) await current;
        const handled = crashes ? room.crashOn(message) : room.deliver(message);
        current = Promise.all([current, handled]).then(() => undefined);
      }
      await current;
      // Each message comes at least once, whatever became of it before.
      await room.deliver(...messages);
      for (const { id, served, cancelled } of orders) {
        const shipped = served ? 'shipment-created' : 'shipment-failed';
        const last = (await room.answersTo(id)).at(-1);
        assert.equal(last, cancelled ? 'shipment-cancelled' : shipped);
        assert.equal((await room.statusOf(id)) === 'created', served && !cancelled);
      }
    },
  );
  await fc.assert(scenario, { numRuns: 40 });
});

function newOrder({ served, cancelled }: { served: boolean; cancelled: boolean }) {
  const id = randomUUID();
  const wanted = consignment(undefined, served ? 'N1' : '00000');
  const messages = [...shipping(id, wanted), ...(cancelled ? [cancelling(id)] : [])];
  return { id, served, cancelled, messages };
}
