import type { Observation, Order } from './observation.ts';
import type { RunRecord } from './record.ts';

/** What holds once a system is quiet, whatever was done to it. */
export interface Invariant {
  readonly name: string;
  /** What is wrong, a line each; nothing when it holds. */
  faults(seen: Observation, record: RunRecord): string[];
}

const isConfirmed = ({ status }: Order) => status === 'confirmed';

export const invariants: readonly Invariant[] = [
  {
    name: 'no program ended by itself',
    faults: (_, { crashes }) =>
      Object.entries(crashes).map(([name, count]) => `${name}: ${count} times, see its log`),
  },
  {
    name: 'every order that was accepted is there once, and no other',
    faults({ orders }, record) {
      const accepted = new Set(record.orders.map(({ id }) => id));
      const lost = [...accepted].filter((id) => !orders.has(id));
      const extra = [...orders.keys()].filter((id) => !accepted.has(id));
      return [
        ...lost.map((id) => `order ${id} is lost`),
        ...extra.map((id) => `order ${id} is of nobody`),
        ...(accepted.size === record.orders.length ? [] : ['one order was accepted twice']),
      ];
    },
  },
  {
    name: 'every order is confirmed, rejected or cancelled, as it may end',
    faults: ({ orders }, record) =>
      record.orders.flatMap(({ id, kind, ends, cancelled }) => {
        const order = orders.get(id);
        const end = order?.status === 'rejected' ? String(order.reason) : order?.status;
        // A cancellation that was refused leaves the order as it was.
        if (end && ends.includes(end) && !(cancelled && end === 'confirmed')) return [];
        return [`order ${id} (${kind}) is ${end}: ${order?.history.join(', ')}`];
      }),
  },
  {
    name: 'most orders that can be confirmed are',
    faults({ orders }, record) {
      const possible = record.orders.filter(({ kind }) => kind === 'ok');
      const confirmed = possible.filter(({ id }) => orders.get(id)?.status === 'confirmed');
      if (confirmed.length * 2 > possible.length) return [];
      return [`${confirmed.length} of ${possible.length}`];
    },
  },
  {
    name: 'the list says of every order what the order says',
    faults: ({ orders }) =>
      [...orders.values()].flatMap(({ id, status, listed }) =>
        status === listed ? [] : [`order ${id} is ${status}, and ${listed} on the list`],
      ),
  },
  {
    name: 'money is taken for every confirmed order, and held for no other',
    faults: ({ orders, payments, charges }) => {
      const confirmed = [...orders.values()].filter(isConfirmed).length;
      const { captured = 0, authorised = 0, requested = 0 } = charges;
      return [
        ...[...orders.values()].flatMap((order) => {
          const all = payments.get(order.id) ?? [];
          const told = all.map(({ status }) => status).join(', ') || 'no payment';
          const right = isConfirmed(order)
            ? told === 'captured' && all[0]?.total.amount === order.total.amount
            : ['no payment', 'declined', 'voided', 'refunded'].includes(told);
          return right ? [] : [`order ${order.id} is ${order.status}, with ${told}`];
        }),
        ...(captured === confirmed
          ? []
          : [`the provider took ${captured} payments for ${confirmed} orders`]),
        ...(authorised === 0 ? [] : [`the provider holds money of ${authorised} orders`]),
        ...(requested === 0 ? [] : [`the provider has ${requested} requests without an end`]),
      ];
    },
  },
  {
    name: 'what is in stock, and what is sold, is what there was',
    faults: ({ orders, stock }, record) =>
      record.products.flatMap((product) => {
        const sold = record.orders
          .filter((placed) => placed.product === product.id)
          .filter(({ id }) => orders.get(id)?.status === 'confirmed')
          .reduce((sum, { quantity }) => sum + quantity, 0);
        const left = product.stock - sold;
        const expected = JSON.stringify({ available: left, reserved: sold, shown: left });
        const { available, reserved, shown } = stock.get(product.id) ?? {};
        const seen = JSON.stringify({ available, reserved, shown });
        return seen === expected ? [] : [`product ${product.id}: ${seen}, not ${expected}`];
      }),
  },
  {
    name: 'every confirmed order has one shipment, and no other has any',
    faults: ({ orders, shipments }) =>
      [...orders.values()].flatMap((order) => {
        const all = shipments.get(order.id) ?? [];
        const created = all.filter(({ status }) => status === 'created').length;
        const expected = isConfirmed(order) ? 1 : 0;
        return created === expected ? [] : [`order ${order.id}: ${created}, not ${expected}`];
      }),
  },
  {
    name: 'every mail is sent exactly once: one to each customer, one for each end of an order',
    faults({ orders, mails }, record) {
      const expected = [
        ...record.customers.map(({ email }) => `${email} Welcome`),
        ...record.orders.flatMap(({ id, customer }) =>
          (orders.get(id)?.history ?? []).flatMap((type) => {
            const subject = subjects[type];
            return subject ? [`${customer} ${subject} ${id}`] : [];
          }),
        ),
      ];
      const sent = mails
        .map(({ to, subject, order }) => [to, subject, order].filter(Boolean).join(' '))
        .filter((mail) => !mail.startsWith('admin@'));
      return [
        ...without(expected, sent).map((mail) => `not sent: ${mail}`),
        ...without(sent, expected).map((mail) => `sent too often: ${mail}`),
      ];
    },
  },
  {
    name: 'nothing waits: no outbox, no group, no queue, no saga',
    faults: ({ outboxes, lag, waitingTasks, openSagas }) => [
      ...Object.entries(outboxes).flatMap(([service, count]) =>
        count > 0 ? [`${count} messages in the outbox of ${service}`] : [],
      ),
      ...Object.entries(lag).flatMap(([group, behind]) =>
        behind > 0 ? [`${group} is ${behind} messages behind`] : [],
      ),
      ...(waitingTasks > 0 ? [`${waitingTasks} tasks wait`] : []),
      ...openSagas.map((saga) => `the saga of order ${saga}`),
    ],
  },
  {
    name: 'what nobody can handle is soon a dead letter with a reason, and nothing else is',
    faults({ deadLetters, groups }, { hostile }) {
      const known = new Set(hostile.map(({ id }) => id));
      const unexpected = deadLetters.filter(({ id }) => !known.has(id));
      const kept = new Set(
        deadLetters.map(({ id, group, reason }) => `${id} ${group} ${reason !== ''}`),
      );
      return [
        ...unexpected.map(({ id, group, reason }) => `${id} of ${group}: ${reason}`),
        ...deadLetters.flatMap(({ id, group, reason, attempts }) =>
          known.has(id) && attempts > fewAttempts
            ? [`${id} of ${group} was tried ${attempts} times: ${reason}`]
            : [],
        ),
        ...hostile.flatMap(({ id, kind, destination }) => {
          const all = groups.get(destination) ?? [];
          const missing = all.filter((group) => !kept.has(`${id} ${group} true`));
          // A group that has no use for the event does not look at its subject.
          const may = kind === 'subject that is no UUID' ? all.length : 0;
          return missing.length <= may && all.length > 0
            ? []
            : [`${kind} on ${destination} is not with ${missing.join(', ') || 'anyone'}`];
        }),
      ];
    },
  },
];

/** Who cannot read a message says so at once, unless killed or without a database; at 8, anything is given up. */
const fewAttempts = 6;

const subjects: Readonly<Record<string, string>> = {
  'orders.order-confirmed': 'Your order is confirmed',
  'orders.order-rejected': 'Your order could not be accepted',
  'orders.order-cancelled': 'Your order is cancelled',
};

/** What is left of a list when each of others is taken out once. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = [...list];
  for (const other of others) {
    const index = left.indexOf(other);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}
