import { payments } from '@app/contracts/payments';
import { products } from '@app/contracts/products';
import { CalleeUnavailable } from '@app/service-client';
import type { Platform } from '#platform';
import type { BasketItem } from './domain/basket.ts';
import type { Money, OrderLine } from './domain/order.ts';
import { Refused } from './domain/refusal.ts';
import { NotPlaced } from './not-placed.ts';

/**
 * Has products put the pieces of an order aside.
 *
 * @returns what they are called and cost
 * @throws Refused; NotPlaced when the order was given up meanwhile; CalleeUnavailable
 */
export async function holdStock(
  { connect }: Pick<Platform, 'connect'>,
  orderId: string,
  items: readonly BasketItem[],
): Promise<readonly OrderLine[]> {
  const call = { params: { orderId }, body: { items: [...items] } };
  const { status, body } = await connect('products').send(products.reserve, call);
  if (status === 200) return body.lines;
  if (status === 422) {
    throw new Refused({
      reason: 'unknown_product',
      detail: body.detail,
      productId: body.productId,
    });
  }
  if (body.type === 'urn:problem:reservation-released') throw new NotPlaced('in-flight');
  throw new Refused({ reason: 'out_of_stock', detail: body.detail, productId: body.productId });
}

/**
 * Has payments hold the money of an order.
 *
 * @throws Refused when it is declined; NotPlaced
 */
export async function holdMoney(
  { connect }: Pick<Platform, 'connect'>,
  orderId: string,
  payment: { userId: string; paymentToken: string; total: Money },
): Promise<void> {
  const call = { params: { orderId }, body: payment };
  const { status, body } = await connect('payments')
    .send(payments.authorise, call)
    .catch((error: unknown) => {
      throw error instanceof CalleeUnavailable
        ? new NotPlaced('payment-unavailable', error)
        : error;
    });
  if (status === 409) throw new NotPlaced('in-flight');
  if (body.status === 'unavailable') throw new NotPlaced('payment-unavailable');
  if (body.status === 'declined') {
    throw new Refused({ reason: 'payment_declined', detail: 'The payment was declined.' });
  }
}
