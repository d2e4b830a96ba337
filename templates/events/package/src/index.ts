export { type AsyncApiOptions, asyncApi } from './async-api.ts';
export { dispatch, type Handlers } from './dispatch.ts';
export type { Event, EventOf } from './event.ts';
export { defineEvent, type EventType } from './event-type.ts';
export { InvalidEvent, type NewEvent, newData, newMessage } from './new-message.ts';
export { dataFrom, eventReader } from './reader.ts';
export { defineTopic, type Topic } from './topic.ts';
