export { isAway } from './away.ts';
export { headers } from './headers.ts';
export type { Message } from './message.ts';
export { assertSize, maximumBytes, OversizedMessage, sizeOf } from './size.ts';
export { Unprocessable } from './unprocessable.ts';
