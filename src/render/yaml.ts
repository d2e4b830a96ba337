import { stringify } from 'yaml';

/** Writes plain data as a YAML document; text that a 1.1 parser would take for a boolean is quoted. */
export function yaml(document: Readonly<Record<string, unknown>>): string {
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' });
}
