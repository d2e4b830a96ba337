import type { Plan } from '../plan/plan.ts';
import { type Templates, textOf } from './templates.ts';
import type { TemplateValues } from './values.ts';

/** A text that a feature contributes to a file made of many features' texts. */
export interface Fragment {
  /** File name inside the fragment folder, such as `20-run.md`. */
  readonly file: string;
  readonly text: string;
}

/**
 * The fragments of one kind from all selected features, sorted by file name: the number in front
 * gives the order. One that renders to nothing has nothing to say for this spec, and is left out.
 *
 * @param kind the folder in a feature's templates, such as `_readme`
 */
export function fragments(
  kind: string,
  plan: Plan,
  templates: Templates,
  values: TemplateValues,
): Fragment[] {
  const found = plan.features.flatMap(({ id }) =>
    templates.folder(`${id}/${kind}`).flatMap((file): Fragment[] => {
      const text = textOf(file, `${id}/${kind}`, values);
      return text.trim() === '' ? [] : [{ file: file.path, text }];
    }),
  );
  return found.sort((left, right) => (left.file < right.file ? -1 : 1));
}
