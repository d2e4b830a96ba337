export type {
  DeadLetter,
  DeadLetters,
  Delivery,
  EventLog,
  HandleTogether,
  Lag,
  Log,
  Subscription,
  SubscriptionOptions,
  Topic,
} from './event-log.ts';
export {
  type EventLogOptions,
  isEventLogUrl,
  openEventLog,
  type PrepareEventLogOptions,
  prepareEventLog,
} from './open.ts';
