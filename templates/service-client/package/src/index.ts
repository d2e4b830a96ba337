export { withBudget } from './call-context.ts';
export { CalleeUnavailable, type Reason } from './callee-unavailable.ts';
export { type Callees, type CalleesOptions, openCallees } from './callees.ts';
export { type LastKnown, lastKnown } from './last-known.ts';
export type { Policy } from './policy.ts';
export type { ServiceClient } from './service-client.ts';
