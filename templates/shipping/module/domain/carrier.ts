import type { Address } from './shipment.ts';

/** Says whether a carrier goes there. A stand-in: all do but for postcode 00000. */
export function isServed({ postcode }: Address): boolean {
  return postcode.trim() !== '00000';
}
