import { defineSaga, type SagaDefinition } from '../src/index.ts';

/** Two attempts, and half a minute for each. */
const patience = { attempts: 2, timeoutMs: 30_000 };

/** A trip that can be given back even when it is booked: the ticket is the pivot. */
export const trip: SagaDefinition = defineSaga({
  kind: 'trip',
  steps: [
    {
      name: 'hotel',
      command: 'book-hotel',
      success: 'hotel-booked',
      failures: ['hotel-full'],
      compensation: { command: 'cancel-hotel', reply: 'hotel-cancelled' },
    },
    {
      name: 'car',
      command: 'rent-car',
      success: 'car-rented',
      failures: ['no-car'],
      compensation: { command: 'return-car', reply: 'car-returned' },
    },
    {
      name: 'ticket',
      command: 'buy-ticket',
      success: 'ticket-bought',
      failures: ['no-ticket'],
      compensation: { command: 'refund-ticket', reply: 'ticket-refunded' },
    },
  ],
  pivot: 'ticket',
  ...patience,
});

/** A trip with a step without trace, a ticket that is not taken back, and a message after it. */
export const finalTrip: SagaDefinition = defineSaga({
  kind: 'final-trip',
  steps: [
    {
      name: 'hotel',
      command: 'book-hotel',
      success: 'hotel-booked',
      failures: ['hotel-full'],
      compensation: { command: 'cancel-hotel', reply: 'hotel-cancelled' },
    },
    { name: 'visa', command: 'check-visa', success: 'visa-good', failures: ['visa-bad'] },
    { name: 'ticket', command: 'buy-ticket', success: 'ticket-bought', failures: ['no-ticket'] },
    { name: 'notice', command: 'send-notice', success: 'notice-sent', failures: ['no-address'] },
  ],
  pivot: 'ticket',
  ...patience,
});
