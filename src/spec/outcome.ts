import { quote } from './quote.ts';
import type { SpecProblem } from './spec.ts';

/** What reading a raw value came to: a checked value, or what is wrong with it. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly problem: Omit<SpecProblem, 'origin'> };

/** @param hint what to write instead */
export function refuse(message: string, hint?: string): Outcome {
  return { problem: { message, hint } };
}

/** A raw value as a message names it. */
export function describe(raw: unknown): string {
  if (raw === undefined || raw === null) return 'empty';
  if (typeof raw === 'object') return Array.isArray(raw) ? 'a list' : 'a mapping';
  return quote(String(raw));
}
