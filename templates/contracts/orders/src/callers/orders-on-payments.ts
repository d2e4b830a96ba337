import { payments } from '../payments.ts';
import { type Exchange, exchange, type Interaction } from '../testing/index.ts';

export interface PaymentState {
  /** What the payment provider makes of the token. */
  readonly provider: 'works' | 'declines' | 'is silent';
}

export interface PaymentSubject {
  readonly orderId: string;
  readonly userId: string;
  /** With which the provider does what is given. */
  readonly paymentToken: string;
}

export interface MoneyLeft {
  /** Where the money is in the end. */
  readonly money: 'held' | 'taken' | 'with the customer';
}

const total = { amount: 500, currency: 'EUR' };
const works = { provider: 'works' } as const;

/** What orders relies on when it calls payments. */
export const ordersOnPayments: readonly Interaction<PaymentState, PaymentSubject, MoneyLeft>[] = [
  {
    title: 'an authorisation holds the money for as long as it is neither captured nor voided',
    given: works,
    exchanges: (subject) => [authorise(subject, 'authorised')],
    leaves: { money: 'held' },
  },
  {
    title: 'an authorisation that is repeated gets the same answer',
    given: works,
    exchanges: (subject) => [authorise(subject, 'authorised'), authorise(subject, 'authorised')],
    leaves: { money: 'held' },
  },
  {
    title: 'a declined payment stays declined',
    given: { provider: 'declines' },
    exchanges: (subject) => [authorise(subject, 'declined'), authorise(subject, 'declined')],
    leaves: { money: 'with the customer' },
  },
  {
    title: 'a silent provider is not taken for a failure of payments, and can be voided',
    given: { provider: 'is silent' },
    exchanges: (subject) => [authorise(subject, 'unavailable'), then('void', subject)],
    leaves: { money: 'with the customer' },
  },
  {
    title: 'a capture takes the money, once',
    given: works,
    exchanges: (subject) => [
      authorise(subject, 'authorised'),
      then('capture', subject),
      then('capture', subject),
    ],
    leaves: { money: 'taken' },
  },
  {
    title: 'a void gives up what is held',
    given: works,
    exchanges: (subject) => [
      authorise(subject, 'authorised'),
      then('void', subject),
      then('void', subject),
    ],
    leaves: { money: 'with the customer' },
  },
  {
    title: 'a void of a declined payment does nothing',
    given: { provider: 'declines' },
    exchanges: (subject) => [authorise(subject, 'declined'), then('void', subject)],
    leaves: { money: 'with the customer' },
  },
  {
    title: 'an authorisation that arrives after its void holds nothing',
    given: works,
    exchanges: (subject) => [
      then('void', subject),
      exchange(payments.authorise, authorisation(subject), { status: 409 }),
    ],
    leaves: { money: 'with the customer' },
  },
  {
    title: 'a refund gives back what was taken, once',
    given: works,
    exchanges: (subject) => [
      authorise(subject, 'authorised'),
      then('capture', subject),
      then('refund', subject),
      then('refund', subject),
    ],
    leaves: { money: 'with the customer' },
  },
  {
    title: 'a capture that arrives after the refund takes nothing',
    given: works,
    exchanges: (subject) => [
      authorise(subject, 'authorised'),
      then('refund', subject),
      then('capture', subject),
    ],
    leaves: { money: 'with the customer' },
  },
];

function authorisation({ orderId, userId, paymentToken }: PaymentSubject) {
  return { params: { orderId }, body: { userId, paymentToken, total } };
}

function authorise(
  subject: PaymentSubject,
  status: 'authorised' | 'declined' | 'unavailable',
): Exchange {
  return exchange(payments.authorise, authorisation(subject), { status: 200, body: { status } });
}

function then(step: 'capture' | 'void' | 'refund', { orderId }: PaymentSubject): Exchange {
  return exchange(payments[step], { params: { orderId } }, { status: 200 });
}
