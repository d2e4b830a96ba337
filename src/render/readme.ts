import type { Plan } from '../plan/plan.ts';
import { fragments } from './fragments.ts';
import type { Templates } from './templates.ts';
import type { TemplateValues } from './values.ts';

/** The README: a section from each feature that has something to say, in the order of their numbers. */
export function readme(plan: Plan, templates: Templates, values: TemplateValues): string {
  const sections = fragments('_readme', plan, templates, values).map(({ text }) => text.trim());
  return `${sections.join('\n\n')}\n`;
}
