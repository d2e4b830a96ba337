import { defineSaga, type SagaDefinition } from '@app/saga';

/** How often a command is sent before its participant is given up. */
const attempts = 4;

/**
 * The way of an order through the services that take part in it. It can be taken back even when it is
 * confirmed, since each step can: creating the shipment is the pivot.
 *
 * @param deadlineMs how long one of them may be silent
 */
export function orderSaga(deadlineMs: number): SagaDefinition {
  return defineSaga({
    kind: 'order',
    steps: [
      {
        name: 'payment',
        command: 'payments.reserve-payment',
        success: 'payments.payment-reserved',
        failures: ['payments.payment-declined'],
        compensation: {
          command: 'payments.release-payment',
          reply: 'payments.payment-released',
        },
      },
      {
        name: 'stock',
        command: 'inventory.reserve-stock',
        success: 'inventory.stock-reserved',
        failures: ['inventory.stock-unavailable'],
        compensation: { command: 'inventory.release-stock', reply: 'inventory.stock-released' },
      },
      {
        name: 'shipment',
        command: 'shipping.create-shipment',
        success: 'shipping.shipment-created',
        failures: ['shipping.shipment-failed'],
        compensation: {
          command: 'shipping.cancel-shipment',
          reply: 'shipping.shipment-cancelled',
        },
      },
    ],
    pivot: 'shipment',
    attempts,
    timeoutMs: Math.ceil(deadlineMs / attempts),
  });
}
