import type { C4Element, C4Relation, ContextModule, Route } from '../plan/feature.ts';
import type { Plan } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';
import { serviceList } from './compose.ts';

/** What the holes of every template can name. */
export interface TemplateValues {
  readonly name: string;
  readonly spec: Spec;
  readonly contexts: readonly ContextModule[];
  readonly c4: readonly (C4Element & { id: string })[];
  readonly c4Relations: readonly C4Relation[];
  readonly services: readonly string[];
  readonly routes: readonly Route[];
  readonly words: Plan['words'];
}

export function templateValues(plan: Plan): TemplateValues {
  return {
    name: plan.spec.name,
    spec: plan.spec,
    contexts: Object.values(plan.contexts),
    c4: Object.entries(plan.c4).map(([id, element]) => ({ id: alias(id), ...element })),
    c4Relations: plan.c4Relations.map(({ from, to, about }) => ({
      from: alias(from),
      to: alias(to),
      about,
    })),
    services: serviceList(plan),
    routes: plan.routes,
    words: plan.words,
  };
}

/** Mermaid knows no hyphen in the name of an element. */
const alias = (id: string) => id.replaceAll('-', '_');
