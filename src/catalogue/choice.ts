import type { StyleId } from '../styles/style-id.ts';

/** One value that a select choice can take. */
export interface Value {
  readonly id: string;
  readonly label: string;
  /** One line that helps to decide; shown next to the label. */
  readonly hint: string;
}

/** When a choice is asked at all: each named choice holds one of the listed values. */
export type Condition = Readonly<Record<string, readonly string[]>>;

interface ChoiceBase {
  /** Key in `arch.yaml`, camelCase. */
  readonly id: string;
  /** Long flag without the dashes, kebab-case. */
  readonly flag: string;
  /** Other spellings of the flag. */
  readonly aliases?: readonly string[];
  /** What the prompt asks. */
  readonly question: string;
  /** One line on why the default is what it is. */
  readonly why: string;
  /** Heading in `--help` and in the docs table. */
  readonly group: 'Architecture' | 'Traffic' | 'Messaging' | 'Data' | 'Operations';
  readonly appliesWhen?: Condition;
  /** The pattern it selects, with the place where it is described. */
  readonly pattern?: { readonly name: string; readonly link: string };
}

export interface NameChoice extends ChoiceBase {
  readonly kind: 'name';
}

export interface SelectChoice extends ChoiceBase {
  readonly kind: 'select';
  readonly values: readonly Value[];
  readonly default: string;
}

/** A whole number between `min` and `max`, both included. */
export interface CountChoice extends ChoiceBase {
  readonly kind: 'count';
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** The bounded contexts; the known ones bring the sample domain, any other name a CRUD resource. */
export interface ContextsChoice extends ChoiceBase {
  readonly kind: 'contexts';
  readonly default: readonly string[];
}

export type Choice = NameChoice | SelectChoice | CountChoice | ContextsChoice;

type Raw<C> = C extends { kind: 'select'; values: readonly { id: infer Id }[] }
  ? Id
  : C extends { kind: 'count' }
    ? number
    : C extends { kind: 'contexts' }
      ? readonly ContextSpec[]
      : string;

/** The typed values of a list of choices: `{ [choice id]: its value }`. */
export type ValuesOf<List extends readonly Choice[]> = {
  readonly [C in List[number] as C['id']]: C['id'] extends 'style' ? StyleId : Raw<C>;
};

/** Where a context can keep its data. */
export const databaseIds = ['postgres', 'mongodb'] as const;

export type DatabaseId = (typeof databaseIds)[number];

/** A bounded context as written in the spec. */
export interface ContextSpec {
  readonly name: string;
  /** That of the sample domain or Postgres when left out. */
  readonly database?: DatabaseId;
  /** Contexts of which it calls the API, beside those that the sample domain calls. */
  readonly calls?: readonly string[];
}

/**
 * Says whether a choice is asked, given the other values.
 *
 * @param values values by choice id; an absent one does not satisfy a condition on it
 */
export function applies(choice: Choice, values: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(choice.appliesWhen ?? {}).every(([id, allowed]) =>
    allowed.includes(String(values[id])),
  );
}

/** When a choice is asked, such as `style is microservices`; nothing where it always is. */
export function applicability(choice: Choice): string | undefined {
  if (!choice.appliesWhen) return undefined;
  return Object.entries(choice.appliesWhen)
    .map(([id, allowed]) => `${id} is ${allowed.join(' or ')}`)
    .join(' and ');
}
