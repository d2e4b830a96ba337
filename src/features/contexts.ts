import type { DatabaseId } from '../catalogue/choice.ts';
import type { ContextModule, FileSet, Route } from '../plan/feature.ts';
import type { Spec } from '../spec/spec.ts';
import type { StyleId } from '../styles/style-id.ts';
import { defaultStyle } from '../styles/styles.ts';
import { hasServices, isEventDriven, processOf } from './processes.ts';

/** What a context of the sample domain needs; any other name gets the CRUD resource. */
export interface SampleContext {
  /** Contexts whose public interface it calls. */
  readonly uses: readonly string[];
  /** One phrase for the README and the architecture page. */
  readonly about: string;
  /** Whether it brings data of its own. */
  readonly seeded: boolean;
  /** The one style that has it; elsewhere its name is that of a resource of one's own. */
  readonly only?: StyleId;
}

export const sampleContexts = {
  users: { uses: [], about: 'registration, sign-in, access tokens', seeded: true },
  products: { uses: [], about: 'the catalogue with prices and stock', seeded: true },
  payments: {
    uses: [],
    about: 'authorises, captures and refunds through a payment provider',
    seeded: false,
  },
  orders: {
    uses: ['products', 'payments'],
    about: 'places and cancels orders',
    seeded: false,
  },
  inventory: {
    uses: [],
    about: 'what is in stock, and what is reserved for orders',
    seeded: false,
    only: 'event-driven',
  },
  shipping: {
    uses: [],
    about: 'a shipment for each order',
    seeded: false,
    only: 'event-driven',
  },
  email: {
    uses: [],
    about: 'mails to users about their account and their orders',
    seeded: false,
    only: 'event-driven',
  },
} as const satisfies Readonly<Record<string, SampleContext>>;

export type SampleContextName = keyof typeof sampleContexts;

/** What the sample domain of a style has under a name; nothing for a custom one. */
export function sampleContext(name: string, style: StyleId): SampleContext | undefined {
  const sample = isSampleName(name) ? (sampleContexts[name] as SampleContext) : undefined;
  return sample?.only && sample.only !== style ? undefined : sample;
}

/** Says whether a context is one of the sample domain of a style. */
export function isSample(name: string, style: StyleId): boolean {
  return sampleContext(name, style) !== undefined;
}

function isSampleName(name: string): name is SampleContextName {
  return Object.hasOwn(sampleContexts, name);
}

/** Contexts that a context calls: none for a custom one, or where events tell what one has to know. */
export function contextUses(name: string, style: StyleId): readonly string[] {
  return style === 'event-driven' ? [] : (sampleContext(name, style)?.uses ?? []);
}

/** Contexts that a context calls: those that the sample domain gives it, and those that the spec names. */
export function callsOf(spec: Spec, context: string): readonly string[] {
  const own = spec.contexts.find(({ name }) => name === context)?.calls ?? [];
  return [...contextUses(context, spec.style), ...own];
}

/** Contexts that call a context. */
export function callersOf(spec: Spec, context: string): readonly string[] {
  return spec.contexts
    .map(({ name }) => name)
    .filter((caller) => callsOf(spec, caller).includes(context));
}

/** Says whether the spec holds a context. */
export function hasContext(spec: Spec, name: string): boolean {
  return spec.contexts.some((context) => context.name === name);
}

/** The kind of database that holds the data of a context; a monolith has one for all. */
export function databaseOf(spec: Spec, name: string): DatabaseId {
  if (!hasServices(spec)) return 'postgres';
  const { database } = spec.contexts.find((context) => context.name === name) ?? {};
  return database ?? (name === 'products' && !isEventDriven(spec) ? 'mongodb' : 'postgres');
}

/** The names a context takes in code, in URLs and in the database. */
export function contextModule(name: string, style: StyleId = defaultStyle): ContextModule {
  const words = name.split('-');
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const sample = sampleContext(name, style);
  return {
    name,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    pascal,
    snake: words.join('_'),
    custom: !sample,
    uses: sample?.uses ?? [],
    about: sample?.about ?? 'a resource of your own',
    seeded: sample?.seeded ?? false,
  };
}

/**
 * The files of a context: its module, what only a module or only a service of its own needs, and its
 * part of the smoke test. In these templates the holes `name`, `camel`, `pascal` and `snake` are the
 * context's, and `__name__` in a path is its name.
 *
 * @param folder the feature's folder under `templates/`
 * @param parts folders in it, beside `module` and `smoke`; by default the one for the style
 */
export function contextFiles(
  spec: Spec,
  folder: string,
  context: ContextModule,
  parts: readonly string[] = [hasServices(spec) ? 'service' : 'in-process'],
): FileSet[] {
  const data = { ...context };
  const into = hasServices(spec) ? `services/${context.name}/src` : `src/modules/${context.name}`;
  return [
    ...['module', ...parts].map((part) => ({ folder: `${folder}/${part}`, into, data })),
    { folder: `${folder}/smoke`, into: 'test/smoke', data },
  ];
}

/**
 * The public API of a context, under a prefix of its own name.
 *
 * @param about where it differs: by default every request needs a token, and no answer is kept
 */
export function contextRoute(spec: Spec, context: string, about: Partial<Route> = {}): Route {
  const process = processOf(spec, context).name;
  return { prefix: `/api/${context}`, process, open: [], cacheSeconds: 0, ...about };
}
