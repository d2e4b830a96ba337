import type { Spec } from '../spec/spec.ts';
import { callsOf, contextModule, isSample } from './contexts.ts';

/** A field with which the entries of one context name an entry of another. */
export interface Reference {
  /** The context that keeps what is named. */
  readonly callee: string;
  /** In code and in JSON. */
  readonly field: string;
  /** In a table. */
  readonly column: string;
  /** The constant in `packages/contracts` that declares what the callee offers. */
  readonly offered: string;
}

/** What the entries of a context may name: an entry of each context that it calls. */
export function referencesOf(spec: Spec, context: string): readonly Reference[] {
  if (isSample(context, spec.style)) return [];
  return callsOf(spec, context).map((callee) => {
    const { camel, snake } = contextModule(callee);
    return { callee, field: `${camel}Id`, column: `${snake}_id`, offered: `${camel}Entries` };
  });
}

/** Every reference of the system, with the context that holds it. */
export function everyReference(spec: Spec): readonly (Reference & { readonly caller: string })[] {
  return spec.contexts.flatMap(({ name: caller }) =>
    referencesOf(spec, caller).map((reference) => ({ ...reference, caller })),
  );
}
