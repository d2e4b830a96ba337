import { defineEvent, defineTopic } from '@app/events';
import { Money, Uuid } from '@app/http-server';
import { Type } from 'typebox';
import { Rejection } from './order-events.ts';

export const welcome = defineEvent(
  'email.welcome',
  'Greet who registered',
  Type.Object({ email: Type.String(), name: Type.String() }),
);

const order = { orderId: Uuid, userId: Uuid };

export const orderConfirmed = defineEvent(
  'email.order-confirmed',
  'Tell that an order was confirmed',
  Type.Object({ ...order, total: Money }),
);

export const orderRejected = defineEvent(
  'email.order-rejected',
  'Tell that an order was rejected, and why',
  Type.Object({ ...order, reason: Rejection }),
);

export const orderCancelled = defineEvent(
  'email.order-cancelled',
  'Tell that an order was cancelled',
  Type.Object(order),
);

/** The source of a task is named by its type, too: who sends mails is asked, whoever asks. */
export const emailQueue = defineTopic({
  name: 'email-queue',
  about: 'Mails to send; each is sent by one worker.',
  events: [welcome, orderConfirmed, orderRejected, orderCancelled],
});
