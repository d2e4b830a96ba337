/**
 * The name of each HTTP status. Not imported: an `import` of `node:http` loads all that `fetch` is made of,
 * which takes as long as Fastify.
 */
export const { STATUS_CODES: statusNames } = process.getBuiltinModule('node:http');
