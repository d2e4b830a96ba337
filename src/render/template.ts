/** A template as data: texts, and what goes between them. */
export type Template = readonly Part[];

type Part =
  | string
  | { readonly kind: 'hole'; readonly path: Path }
  | ({ readonly kind: 'choice'; readonly met: Template; readonly unmet: Template } & Condition)
  | { readonly kind: 'loop'; readonly path: Path; readonly each: Template };

/** Met when there is something at a path, or when that is the one value it may equal. */
interface Condition {
  readonly path: Path;
  readonly equals?: string | number;
}

/**
 * The names that lead to a value, and where they start: `here` are the values of the template, in a loop
 * the item, whose loop stands `outside`; `root` are those of the template everywhere; `loop` tells whether
 * the item is the `last`.
 */
export interface Path {
  readonly from: 'here' | 'outside' | 'root' | 'loop';
  readonly names: readonly string[];
}

/**
 * The text of a template with its holes filled. A choice may ask for a value that is not there: a spec
 * holds none for what does not apply to it.
 *
 * @throws Error on a hole or a loop that nothing fills
 */
export function fill(template: Template, values: unknown): string {
  return filled(template, { here: values, root: values });
}

type Scope = { readonly [Start in Path['from']]?: unknown };

function filled(template: Template, scope: Scope): string {
  let text = '';
  for (const part of template) text += typeof part === 'string' ? part : filledPart(part, scope);
  return text;
}

function filledPart(part: Exclude<Part, string>, scope: Scope): string {
  const value = valueAt(part.path, scope);
  if (part.kind === 'choice') {
    return filled(holds(value, part.equals) ? part.met : part.unmet, scope);
  }
  if (value === undefined) throw new Error(`nothing fills ${part.path.names.join('.')}`);
  if (part.kind === 'hole') return String(value);
  const items = value as readonly unknown[];
  return items
    .map((here, at) => {
      const loop = { last: at === items.length - 1 };
      return filled(part.each, { ...scope, here, outside: scope.here, loop });
    })
    .join('');
}

function holds(value: unknown, equals: string | number | undefined): boolean {
  if (equals !== undefined) return value === equals;
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function valueAt({ from, names }: Path, scope: Scope): unknown {
  let value = scope[from];
  for (const name of names)
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  return value;
}
