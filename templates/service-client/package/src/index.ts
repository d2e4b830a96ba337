export { type Answered, askOrRecall } from './ask-or-recall.ts';
export { withBudget } from './call-context.ts';
export { CalleeUnavailable, type Reason } from './callee-unavailable.ts';
export { type Callees, type CalleesOptions, openCallees } from './callees.ts';
export type { Policy } from './policy.ts';
export type { ServiceClient } from './service-client.ts';
