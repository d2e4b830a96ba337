import type { Money, OrderLine } from './order.ts';
import { Refused } from './refusal.ts';

/** Most lines of an order, and most pieces on a line: with the highest price, a total stays exact. */
export const mostLines = 50;
export const mostPieces = 100;

/**
 * What an order costs.
 *
 * @param lines at least one
 * @throws Refused when the prices are in several currencies
 */
export function totalOf(lines: readonly OrderLine[]): Money {
  const currencies = new Set(lines.map(({ price }) => price.currency));
  const [currency = '', ...others] = currencies;
  if (others.length > 0) {
    const detail = `An order is in one currency; these products are in ${[...currencies].join(', ')}.`;
    throw new Refused({ reason: 'mixed_currencies', detail });
  }
  const amount = lines.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0);
  return { amount, currency };
}
