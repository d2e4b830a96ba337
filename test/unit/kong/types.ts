import { integer, oneOf, setOf, text } from './json-schema.ts';

// kong/db/schema/typedefs.lua in github.com/Kong/kong at 22246ef.

export const host = { ...text, pattern: '^[^:/\\s]+$' };
export const port = integer(0, 65_535);
export const path = { type: 'string', pattern: "^/(?!.*//)[\\w.~/%:@!$&'()*+,;=-]*$" };
/** A prefix, or a regular expression after `~`. */
export const routerPath = { type: 'string', pattern: '^(/(?!.*//)|~).*$' };
export const method = { type: 'string', pattern: '^[A-Z]+$' };
export const name = { type: 'string', pattern: '^[\\w.~-]+$' };
export const headerName = { type: 'string', pattern: '^[\\w-]+$' };
export const protocols = setOf(oneOf('http', 'https'));
