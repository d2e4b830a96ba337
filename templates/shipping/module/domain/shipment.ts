/** Where an order goes. */
export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly city: string;
  readonly postcode: string;
  /** ISO 3166-1, two letters. */
  readonly country: string;
}

/** What is to be sent, and whose it is. */
export interface Consignment {
  readonly userId: string;
  readonly shipTo: Address;
}

/** `failed` never left; `cancelled` is for good, also when it came before the order. */
export type ShipmentStatus = 'created' | 'failed' | 'cancelled';

/** What a user sees of a shipment that was created, even if it is cancelled since. */
export interface Shipment {
  readonly id: string;
  readonly orderId: string;
  readonly status: 'created' | 'cancelled';
  readonly shipTo: Address;
  readonly createdAt: Date;
}
