export { type Exchange, exchangeMessages } from './exchange.ts';
export { byTopic, type Handle, inSharedTransaction, inTransaction } from './handlers.ts';
export { enqueue, publish } from './publish.ts';
export { type Brokers, brokers } from './settings.ts';
