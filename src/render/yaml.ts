import { Document, type Scalar, visit } from 'yaml';

/**
 * Writes plain data as a YAML document that readers of 1.1 and 1.2 understand alike. A key without a
 * value is left out.
 */
export function yaml(data: Readonly<Record<string, unknown>>): string {
  const document = new Document(data, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, { Scalar: (_, scalar) => chooseStyle(scalar) });
  return document.toString({ lineWidth: 0, blockQuote: 'literal' });
}

function chooseStyle(scalar: Scalar): void {
  const { value } = scalar;
  if (typeof value !== 'string' || !value.includes('\n')) return;
  scalar.type = isBlockText(value) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
}

/** Text of several lines that a block keeps: the library loses blanks before a line break. */
function isBlockText(text: string): boolean {
  return /^[!-~](?:[ -~]*[!-~])?(?:\n+[ -~]*[!-~])+\n?$/.test(text);
}
