import { defineEvent, defineTopic } from '@app/events';
import { Type } from 'typebox';

export const userRegistered = defineEvent(
  'users.user-registered',
  'Somebody registered',
  Type.Object({ email: Type.String(), name: Type.String() }),
);

export const userEvents = defineTopic({
  name: 'user-events',
  about: 'Who registers; the subject is the user.',
  events: [userRegistered],
});
