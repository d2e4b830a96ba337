import type { Brokers } from './scripts.ts';

/** What a run did, and where what came of it can be read: all that the checker is given. */
export interface RunRecord {
  readonly repository: string;
  readonly saga: string;
  readonly baseUrl: string;
  readonly mailFolder: string;
  readonly brokers: Brokers;
  /** Connection strings with the rights of the owner, by service. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  readonly admin: Account;
  readonly customers: readonly Account[];
  readonly products: readonly Product[];
  readonly orders: readonly PlacedOrder[];
  readonly hostile: readonly HostileMessage[];
  /** How often a program ended by itself, by its name; those that did. */
  readonly crashes: Readonly<Record<string, number>>;
}

export interface Account {
  readonly email: string;
  readonly password: string;
}

export interface Product {
  readonly id: string;
  /** Pieces before the first order. */
  readonly stock: number;
}

/** An order that was accepted. */
export interface PlacedOrder {
  readonly id: string;
  readonly customer: string;
  readonly kind: string;
  readonly product: string;
  readonly quantity: number;
  /** Whether the customer asked to cancel it, and was told that it will be. */
  readonly cancelled: boolean;
  /** How it may end; `rejected` with its reason. */
  readonly ends: readonly string[];
}

/** A message that nobody can handle. */
export interface HostileMessage {
  readonly id: string;
  readonly kind: string;
  /** A topic, or the queue. */
  readonly destination: string;
}
