import type { Order } from './order.ts';
import type { Refusal } from './refusal.ts';

/** What came of a request to place an order; stored under its idempotency key. */
export type Outcome = { readonly order: Order } | { readonly refusal: Refusal };
