/** An amount in minor units (cents) of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export type OrderStatus = 'confirmed' | 'cancelled';

/** What was bought, at the price it was bought for. */
export interface OrderLine {
  readonly productId: string;
  readonly name: string;
  readonly quantity: number;
  /** Of one piece. */
  readonly price: Money;
}

export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly city: string;
  readonly postcode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export interface Order {
  readonly id: string;
  readonly status: OrderStatus;
  readonly items: readonly OrderLine[];
  readonly total: Money;
  readonly shipTo: Address;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

/** How long after it was placed an order can be cancelled, in milliseconds: one day. */
export const cancellableForMs = 24 * 60 * 60 * 1000;

/** Says whether an order can still be cancelled. */
export function isCancellable({ createdAt }: Pick<Order, 'createdAt'>, now: Date): boolean {
  return now.getTime() - Date.parse(createdAt) < cancellableForMs;
}
