import type { Choice, ContextSpec } from '../catalogue/choice.ts';
import { contextText } from './contexts.ts';

/** Says the value of a choice as a person reads it. */
export function valueInWords(choice: Choice, value: unknown): string {
  if (choice.kind === 'contexts') {
    return (value as readonly ContextSpec[]).map(contextText).join(', ');
  }
  const values = choice.kind === 'select' ? choice.values : [];
  return values.find(({ id }) => id === value)?.label ?? String(value);
}
