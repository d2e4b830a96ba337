import type { ChoiceId } from '../catalogue/catalogue.ts';
import { contextModule, contextUses } from '../features/contexts.ts';
import type { Spec } from './spec.ts';

/** A combination that must not be generated, with the reason and the way out. */
export interface Rule {
  readonly id: string;
  readonly between: readonly ChoiceId[];
  /** Says what is wrong with the spec, or nothing when the rule holds. */
  violation(spec: Spec): string | undefined;
  readonly instead: string;
}

export const rules: readonly Rule[] = [
  {
    id: 'contexts-bring-what-they-use',
    between: ['contexts'],
    violation({ contexts }) {
      const names = new Set(contexts.map((context) => context.name));
      for (const name of names) {
        const missing = contextUses(name).filter((used) => !names.has(used));
        if (missing.length > 0)
          return `the context ${name} calls ${missing.join(' and ')}, missing from the list`;
      }
      return undefined;
    },
    instead: 'add what is missing, or leave the context that calls it out',
  },
  {
    id: 'contexts-differ-in-code',
    between: ['contexts'],
    violation({ contexts }) {
      const taken = new Map<string, string>();
      for (const { name } of contexts) {
        const { pascal } = contextModule(name);
        // A module is a constant `reviews`, made by a function `createReviews`.
        for (const identifier of [pascal, `Create${pascal}`]) {
          const other = taken.get(identifier);
          if (other) return `the contexts ${other} and ${name} would share a name in code`;
          taken.set(identifier, name);
        }
      }
      return undefined;
    },
    instead: 'rename one of them',
  },
  {
    id: 'tokens-need-an-issuer',
    between: ['contexts'],
    violation({ contexts }) {
      return contexts.some((context) => context.name === 'users')
        ? undefined
        : 'the context users is missing: it issues the tokens that every other context checks';
    },
    instead: 'add users to the contexts',
  },
];
