import type { ChoiceId } from '../catalogue/catalogue.ts';
import { contextModule, contextUses, isSample } from '../features/contexts.ts';
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
    violation({ style, contexts }) {
      const names = new Set(contexts.map((context) => context.name));
      for (const name of names) {
        const missing = contextUses(name, style).filter((used) => !names.has(used));
        if (missing.length > 0)
          return `the context ${name} calls ${missing.join(' and ')}, missing from the list`;
      }
      return undefined;
    },
    instead: 'add what is missing, or leave the context that calls it out',
  },
  {
    id: 'saga-is-whole',
    between: ['contexts', 'style'],
    violation({ style, contexts }) {
      if (style !== 'event-driven') return undefined;
      const has = (name: string) => contexts.some((context) => context.name === name);
      const missing = sagaContexts.filter((name) => !has(name));
      return missing.length > 0
        ? `${missing.join(', ')} missing from the list: these contexts tell each other by events what they have to know`
        : undefined;
    },
    instead: 'add what is missing; resources of your own may stand beside them',
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
    id: 'services-are-several',
    between: ['contexts', 'style'],
    violation({ style, contexts }) {
      return style === 'microservices' && contexts.length < 2
        ? 'one service alone is a monolith with a gateway in front of it'
        : undefined;
    },
    instead: 'name two services at least, or take --style monolith',
  },
  {
    id: 'one-process-has-one-database',
    between: ['contexts', 'style'],
    violation({ style, contexts }) {
      const own = contexts.find(({ database, calls }) => database ?? calls);
      return style === 'monolith' && own
        ? `the context ${own.name} has a database or calls of its own, and a monolith has one database for all`
        : undefined;
    },
    instead: 'leave them out, or take --style microservices',
  },
  {
    id: 'sample-contexts-are-fixed',
    between: ['contexts'],
    violation({ style, contexts }) {
      const changed = contexts.find(
        (context) => isSample(context.name, style) && (context.database ?? context.calls),
      );
      return (
        changed &&
        `${changed.name} is part of the sample domain: its database and what it calls are given`
      );
    },
    instead: 'leave them out, or give the context another name',
  },
  {
    id: 'calls-lead-somewhere',
    between: ['contexts'],
    violation({ style, contexts }) {
      const names = contexts.map(({ name }) => name);
      for (const { name, calls = [] } of contexts) {
        const missing = calls.find((callee) => !names.includes(callee));
        if (missing) return `${name} calls ${missing}, which is not in the list`;
        const sample = calls.find((callee) => isSample(callee, style));
        if (sample)
          return `${name} calls ${sample}, which serves no entries by id to other services`;
      }
      return undefined;
    },
    instead: 'a context of your own calls others of your own, named in the list',
  },
  {
    id: 'calls-form-no-cycle',
    between: ['contexts'],
    violation({ contexts }) {
      const calls = new Map(contexts.map(({ name, calls: own = [] }) => [name, own]));
      for (const name of calls.keys()) {
        const cycle = pathBack(name, [name], calls);
        if (cycle) return `services call each other in a circle: ${cycle.join(' → ')}`;
      }
      return undefined;
    },
    instead:
      'let one of them own the data that both need; services in a circle fail, and are deployed, together',
  },
];

/** Those that an order passes through, and that tell of it. */
const sagaContexts = ['users', 'products', 'orders', 'payments', 'inventory', 'shipping', 'email'];

/** The way from a context back to itself along calls, if there is one. */
function pathBack(
  start: string,
  path: readonly string[],
  calls: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  for (const callee of calls.get(path.at(-1) ?? start) ?? []) {
    if (callee === start) return [...path, start];
    if (path.includes(callee)) continue;
    const found = pathBack(start, [...path, callee], calls);
    if (found) return found;
  }
  return undefined;
}
