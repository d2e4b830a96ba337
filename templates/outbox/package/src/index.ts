export { type Append, append } from './append.ts';
export { forgetReceived, once, onceEach } from './inbox.ts';
export type { Log } from './log.ts';
export type { Publisher } from './publish-waiting.ts';
export { type Relay, type RelayOptions, startRelay } from './relay.ts';
export { prepareOutbox, type StoreWithOutbox, withOutbox } from './storage.ts';
