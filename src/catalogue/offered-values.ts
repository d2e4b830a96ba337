import type { StyleId } from '../styles/style-id.ts';
import { styles } from '../styles/styles.ts';
import type { SelectChoice, Value } from './choice.ts';

/** The values that can be chosen: a style that is not built yet is one to read about, not to offer. */
export function offeredValues({ id, values }: SelectChoice): readonly Value[] {
  if (id !== 'style') return values;
  return values.filter((value) => styles[value.id as StyleId].available);
}
