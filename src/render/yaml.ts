/** A tree of plain data; keys without a value are left out. */
type Data = unknown;

/**
 * Writes plain data as a YAML document that every parser reads alike, 1.1 or 1.2: text is quoted
 * wherever one of them could take it for something else. Loading and running the serialiser of a
 * whole YAML library takes longer than all other rendering together.
 */
export function yaml(document: Readonly<Record<string, Data>>): string {
  return isEmpty(document) ? '{}\n' : `${mapping(document, '')}\n`;
}

function mapping(table: object, indent: string): string {
  return entriesOf(table)
    .map(([key, value]) => `${indent}${text(key)}:${below(value, indent)}`)
    .join('\n');
}

function sequence(list: readonly Data[], indent: string): string {
  return list
    .map((item) => {
      if (!isNested(item)) return `${indent}- ${scalar(item)}`;
      const inner = block(item, `${indent}  `);
      return `${indent}- ${inner.slice(indent.length + 2)}`;
    })
    .join('\n');
}

/** What follows a key: a scalar on its line, anything else on the lines below it. */
function below(value: Data, indent: string): string {
  return isNested(value) ? `\n${block(value, `${indent}  `)}` : ` ${scalar(value)}`;
}

function block(value: object, indent: string): string {
  return Array.isArray(value) ? sequence(value, indent) : mapping(value, indent);
}

function scalar(value: Data): string {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return '[]';
  return typeof value === 'object' && value !== null ? '{}' : String(value ?? null);
}

function isNested(value: Data): value is object {
  return typeof value === 'object' && value !== null && !isEmpty(value);
}

function isEmpty(value: object): boolean {
  return Array.isArray(value) ? value.length === 0 : entriesOf(value).length === 0;
}

function entriesOf(table: object): [string, Data][] {
  return Object.entries(table).filter(([, value]) => value !== undefined);
}

function text(value: string): string {
  return isPlain(value) ? value : JSON.stringify(value).replace(unprintable, escaped);
}

function isPlain(value: string): boolean {
  return startsPlain.test(value) && !special.test(value) && !otherType.test(value);
}

/** Begins with nothing that has a meaning in YAML, and ends with no blank and no colon. */
const startsPlain = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`=<~]|-[\w-])(?:.*[^\s:])?$/;
/** Ends a plain text or begins a comment, or is not printable in every version of YAML. */
const special = /: | #|[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u;
/** Numbers in all their notations, times, booleans and nothing. */
const otherType =
  /^(?:[-+.]?[\d.][\d_.,:+a-f\sotxz-]*|[-+]?e[-+]?\d+|-+|[-+]?\.(?:inf|nan)|y|yes|n|no|on|off|true|false|null)$/i;

/** What JSON leaves as it is and YAML wants escaped. */
const unprintable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
