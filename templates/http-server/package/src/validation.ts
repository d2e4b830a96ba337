import { Ajv, type Options } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';

/**
 * Validates bodies exactly as they came, and converts types only where everything is text: path,
 * query and headers. Nothing is removed: members that a schema forbids are refused. A parameter
 * given twice is a list, and fails where one value is expected.
 */
export function validatorCompiler(): FastifySchemaCompiler<object> {
  const body = makeAjv({ coerceTypes: false });
  const text = makeAjv({ coerceTypes: true });
  return ({ schema, httpPart }) => (httpPart === 'body' ? body : text).compile(schema);
}

function makeAjv(options: Options): Ajv {
  const ajv = new Ajv({
    ...options,
    useDefaults: true,
    // Affordable, since the size of a request is bounded.
    allErrors: true,
    strict: false,
    // TypeBox makes them; otherwise each start compiles a schema of schemas.
    validateSchema: false,
  });
  addFormats.default(ajv);
  ajv.addFormat('uuid', uuid);
  return ajv;
}

/** Without the prefix `urn:uuid:`, which ajv-formats lets through and Postgres does not take. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
