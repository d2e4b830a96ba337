import { catalogue, defaultOf } from '../../src/catalogue/catalogue.ts';
import {
  applies,
  type Choice,
  type ContextSpec,
  type CountChoice,
} from '../../src/catalogue/choice.ts';
import { contextText } from '../../src/spec/contexts.ts';
import { rules } from '../../src/spec/rules.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { type StyleId, styleIds } from '../../src/styles/style-id.ts';
import { styles } from '../../src/styles/styles.ts';

/** A value for every choice that applies, by choice id: the style, then the others in the order of asking. */
export type Combination = Readonly<Record<string, unknown>>;

/** How thorough a selection is: each value once, or each pair of values of two choices once. */
export type Strength = 'values' | 'pairs';

/**
 * Every valid way to fill the catalogue; the first one of each style holds the defaults.
 *
 * @param among styles to choose from; those that are offered when not given
 */
export function everyCombination(
  among: readonly StyleId[] = styleIds.filter((id) => styles[id].available),
): Combination[] {
  return among
    .flatMap((style) => {
      const all = extend({ style }, catalogue);
      const first = all[0] ?? {};
      return [
        ...all.map(withSomeCount),
        ...wideCounts.flatMap((choice) =>
          extremes(choice).map((count) => given(first, choice, count)),
        ),
      ];
    })
    .filter((combination) => !rules.some((rule) => rule.violation(combination as unknown as Spec)));
}

/**
 * A small selection that still holds, for each style, every value (or pair of values) at least
 * once. It starts with the defaults and then takes what covers most, so it is the same every time.
 */
export function covering(all: readonly Combination[], strength: Strength): Combination[] {
  const open = new Set(all.flatMap((combination) => covered(combination, strength)));
  const chosen: Combination[] = [];
  let next = all[0];
  while (next && open.size > 0) {
    chosen.push(next);
    for (const key of covered(next, strength)) open.delete(key);
    next = mostUseful(all, open, strength);
  }
  return chosen;
}

/**
 * Every pair of values of choices that meet in the same code and that the chosen ones lack, with
 * what the style has by default beside them.
 */
export function meetingPairs(
  all: readonly Combination[],
  chosen: readonly Combination[],
): Combination[] {
  const pairOf = ({ style, ...values }: Combination) =>
    `${text(style)} ${meeting.map((id) => text(values[id])).join(' ')}`;
  const found = new Set(chosen.map(pairOf));
  return all.filter((combination) => {
    if (!meeting.every((id) => id in combination) || found.has(pairOf(combination))) return false;
    found.add(pairOf(combination));
    return true;
  });
}

/** What carries the steps of a saga, and who decides on them. */
const meeting = ['broker', 'saga'] as const;

/** The values that differ from the catalogue's defaults, as flags; what a case is called. */
export function label(combination: Combination): string {
  const differing = (catalogue as readonly Choice[]).filter((choice) => {
    if (choice.kind === 'name' || choice.id === 'style' || !(choice.id in combination))
      return false;
    return text(combination[choice.id]) !== text(options(choice, combination.style as StyleId)[0]);
  });
  const parts = differing.map(({ id, flag }) => `${flag}=${text(combination[id])}`);
  return [text(combination.style), ...parts].join(' ');
}

/** A value as it is written behind a flag. */
export function text(value: unknown): string {
  return Array.isArray(value) ? value.map(contextText).join(',') : String(value);
}

/** The extremes of a resource's name, and what only services can have; with what every style takes. */
const contextLists: readonly (readonly ContextSpec[])[] = [
  [...sample('users', 'email'), { name: 'b' }, { name: 'international-customer-invoice' }],
  [
    ...sample('users', 'email'),
    { name: 'catalog', database: 'mongodb' },
    { name: 'billing', calls: ['catalog'] },
  ],
];

function sample(...names: readonly string[]): ContextSpec[] {
  return names.map((name) => ({ name }));
}

function extend(values: Combination, rest: readonly Choice[]): Combination[] {
  const [choice, ...others] = rest;
  if (!choice) return [values];
  if (!applies(choice, values) || choice.id === 'style') return extend(values, others);
  return options(choice, values.style as StyleId).flatMap((value) =>
    extend({ ...values, [choice.id]: value }, others),
  );
}

/** The values a choice is tried with, the default first. */
function options(choice: Choice, style: StyleId): unknown[] {
  const first = defaultOf(choice, style);
  switch (choice.kind) {
    case 'name':
      return ['shop'];
    case 'contexts':
      return [
        sample(...(first as string[])),
        [...sample(...(first as string[])), { name: 'support-tickets' }],
        ...contextLists,
      ];
    case 'count':
      return wideCounts.includes(choice as CountChoice)
        ? [first]
        : defaultFirst(countsOf(choice), first);
    case 'select':
      return defaultFirst(
        choice.values.map(({ id }) => id),
        first,
      );
  }
}

/** Numbers that nothing else depends on: they are not tried with everything else. */
const wideCounts = (catalogue as readonly Choice[]).filter(
  (choice): choice is CountChoice => choice.kind === 'count' && choice.max - choice.min > 2,
);

/** The default, the first, or the last of the numbers: each in every third combination. */
function withSomeCount(combination: Combination, index: number): Combination {
  return wideCounts.reduce((found, choice) => {
    const count = [choice.default, ...extremes(choice)][index % 3];
    return given(found, choice, count);
  }, combination);
}

function extremes(choice: Choice): number[] {
  return choice.kind === 'count' ? [choice.min, choice.max] : [];
}

/** A combination with another number, where it has one. */
function given(combination: Combination, { id }: Choice, count: unknown): Combination {
  return id in combination ? { ...combination, [id]: count } : combination;
}

function countsOf({ min, max }: CountChoice): number[] {
  return Array.from({ length: max - min + 1 }, (_, step) => min + step);
}

function defaultFirst(values: readonly unknown[], first: unknown): unknown[] {
  return [first, ...values.filter((value) => value !== first)];
}

/** Names of the values or pairs that a combination holds, each within its style. */
function covered(combination: Combination, strength: Strength): string[] {
  const values = Object.entries(combination).map(([id, value]) => `${id}=${text(value)}`);
  const style = text(combination.style);
  if (strength === 'values') return values.map((value) => `${style} ${value}`);
  return values.flatMap((left, index) =>
    values.slice(index + 1).map((right) => `${style} ${left} ${right}`),
  );
}

function mostUseful(
  all: readonly Combination[],
  open: ReadonlySet<string>,
  strength: Strength,
): Combination | undefined {
  const gain = (combination: Combination) =>
    covered(combination, strength).filter((key) => open.has(key)).length;
  return all.reduce<{ best: Combination | undefined; gain: number }>(
    (found, combination) => {
      const gained = gain(combination);
      return gained > found.gain ? { best: combination, gain: gained } : found;
    },
    { best: undefined, gain: 0 },
  ).best;
}
