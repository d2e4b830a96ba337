import { products } from '../products.ts';
import { exchange, type Interaction } from '../testing/index.ts';

export interface ProductState {
  /** Pieces there are; undefined when there is no such product. */
  readonly stock: number | undefined;
}

export interface ProductSubject {
  readonly orderId: string;
  readonly productId: string;
}

/** What the product costs that each interaction is about. */
export const price = { amount: 250, currency: 'EUR' };

/** What orders relies on when it calls products. */
export const ordersOnProducts: readonly Interaction<ProductState, ProductSubject, ProductState>[] =
  [
    {
      title: 'a reservation takes stock and tells names and prices',
      given: { stock: 5 },
      exchanges: (subject) => [
        exchange(products.reserve, basket(subject, 2), {
          status: 200,
          body: { lines: [{ productId: subject.productId, quantity: 2, name: 'Mug', price }] },
        }),
      ],
      leaves: { stock: 3 },
    },
    {
      title: 'a reservation that is repeated takes nothing more',
      given: { stock: 2 },
      exchanges: (subject) => [
        exchange(products.reserve, basket(subject, 2), { status: 200 }),
        exchange(products.reserve, basket(subject, 2), {
          status: 200,
          body: { lines: [{ productId: subject.productId, quantity: 2, name: 'Mug', price }] },
        }),
      ],
      leaves: { stock: 0 },
    },
    {
      title: 'what is not there is not reserved',
      given: { stock: 1 },
      exchanges: (subject) => [
        exchange(products.reserve, basket(subject, 2), {
          status: 409,
          body: { type: 'urn:problem:out-of-stock', productId: subject.productId },
        }),
      ],
      leaves: { stock: 1 },
    },
    {
      title: 'an unknown product is named',
      given: { stock: undefined },
      exchanges: (subject) => [
        exchange(products.reserve, basket(subject, 1), {
          status: 422,
          body: { type: 'urn:problem:unknown-product', productId: subject.productId },
        }),
      ],
      leaves: { stock: undefined },
    },
    {
      title: 'a release gives back what was reserved, once',
      given: { stock: 5 },
      exchanges: (subject) => [
        exchange(products.reserve, basket(subject, 2), { status: 200 }),
        exchange(products.release, order(subject), { status: 204 }),
        exchange(products.release, order(subject), { status: 204 }),
      ],
      leaves: { stock: 5 },
    },
    {
      title: 'a reservation that arrives after its release takes nothing',
      given: { stock: 5 },
      exchanges: (subject) => [
        exchange(products.release, order(subject), { status: 204 }),
        exchange(products.reserve, basket(subject, 2), {
          status: 409,
          body: { type: 'urn:problem:reservation-released' },
        }),
      ],
      leaves: { stock: 5 },
    },
    {
      title: 'a basket is priced without taking stock, however little there is',
      given: { stock: 1 },
      exchanges: (subject) => [
        exchange(
          products.quote,
          { params: {}, body: basket(subject, 2).body },
          {
            status: 200,
            body: { lines: [{ productId: subject.productId, quantity: 2, name: 'Mug', price }] },
          },
        ),
      ],
      leaves: { stock: 1 },
    },
    {
      title: 'a basket with an unknown product has no price',
      given: { stock: undefined },
      exchanges: (subject) => [
        exchange(
          products.quote,
          { params: {}, body: basket(subject, 1).body },
          {
            status: 422,
            body: { type: 'urn:problem:unknown-product', productId: subject.productId },
          },
        ),
      ],
      leaves: { stock: undefined },
    },
  ];

function order({ orderId }: ProductSubject) {
  return { params: { orderId } };
}

function basket({ orderId, productId }: ProductSubject, quantity: number) {
  return { params: { orderId }, body: { items: [{ productId, quantity }] } };
}
