import { stringify } from 'yaml';

/**
 * Writes plain data as a YAML document. Text that a 1.1 parser would take for a boolean is quoted, and
 * so is text of several lines: in blocks, the library loses blanks before a line break.
 */
export function yaml(document: Readonly<Record<string, unknown>>): string {
  return stringify(document, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
    blockQuote: false,
  });
}
