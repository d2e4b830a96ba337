import {
  boolean,
  integer,
  type JsonSchema,
  listOf,
  number,
  oneOf,
  positive,
  record,
  setOf,
  text,
} from './json-schema.ts';
import { headerName, method, path } from './types.ts';

// Each from kong/plugins/<name>/schema.lua in github.com/Kong/kong at 22246ef, the fields in use or not.

const headers = listOf(headerName);
/** `Name:value`. */
const headerValues = listOf({ type: 'string', pattern: '^[\\w-]+:.*$' });

const jwt = record({
  uri_param_names: setOf(text),
  cookie_names: setOf(text),
  key_claim_name: text,
  secret_is_base64: boolean,
  claims_to_verify: setOf(oneOf('exp', 'nbf')),
  anonymous: text,
  run_on_preflight: boolean,
  maximum_expiration: number(0, 31_536_000),
  header_names: setOf(text),
  realm: text,
});

/** Without its fields for Redis, which need another policy. */
const rateLimiting = {
  ...record({
    ...Object.fromEntries(
      ['second', 'minute', 'hour', 'day', 'month', 'year'].map((period) => [period, positive]),
    ),
    limit_by: oneOf('consumer', 'credential', 'ip', 'service', 'header', 'path'),
    header_name: headerName,
    path,
    // Without a database, `cluster` is refused.
    policy: oneOf('local'),
    fault_tolerant: boolean,
    hide_client_headers: boolean,
    error_code: positive,
    error_message: text,
    sync_rate: oneOf(-1),
  }),
  anyOf: ['second', 'minute', 'hour', 'day', 'month', 'year'].map((period) => ({
    required: [period],
  })),
};

const correlationId = record({
  header_name: text,
  generator: oneOf('uuid', 'uuid#counter', 'tracker'),
  echo_downstream: boolean,
});

const requestTransformer = record({
  http_method: method,
  remove: record({ body: listOf(text), headers, querystring: listOf(text) }),
  rename: record({ headers: headerValues }),
  replace: record({ headers: headerValues, uri: text }),
  add: record({ headers: headerValues }),
  append: record({ headers: headerValues }),
});

const responseTransformer = record({
  remove: record({ json: listOf(text), headers: listOf(text) }),
  rename: record({ headers: headerValues }),
  replace: record({ headers: headerValues }),
  add: record({ headers: headerValues }),
  append: record({ headers: headerValues }),
});

const proxyCache = record(
  {
    response_code: { ...listOf(integer(100, 900)), minItems: 1 },
    request_method: listOf(oneOf('HEAD', 'GET', 'POST', 'PATCH', 'PUT')),
    content_type: listOf(text),
    cache_ttl: { type: 'integer', exclusiveMinimum: 0 },
    strategy: oneOf('memory'),
    cache_control: boolean,
    ignore_uri_case: boolean,
    storage_ttl: { type: 'integer' },
    memory: record({ dictionary_name: text }),
    vary_query_params: listOf(text),
    vary_headers: listOf(text),
    response_headers: record({ age: boolean, 'X-Cache-Status': boolean, 'X-Cache-Key': boolean }),
  },
  ['strategy'],
);

const requestSizeLimiting = record({
  allowed_payload_size: { type: 'integer' },
  size_unit: oneOf('megabytes', 'kilobytes', 'bytes'),
  require_content_length: boolean,
});

const requestTermination = {
  ...record({
    status_code: integer(100, 599),
    message: text,
    content_type: text,
    body: text,
    echo: boolean,
    trigger: headerName,
  }),
  dependentRequired: { content_type: ['body'] },
  not: { required: ['message', 'body'] },
};

/** Of `pre-function` and `post-function`: kong/plugins/pre-function/_schema.lua. */
const functions = {
  ...record(
    Object.fromEntries(
      ['certificate', 'rewrite', 'access', 'header_filter', 'body_filter', 'log'].map((phase) => [
        phase,
        listOf(text),
      ]),
    ),
  ),
  minProperties: 1,
};

/** What each plugin takes as its `config`. */
export const pluginSchemas: Readonly<Record<string, JsonSchema>> = {
  'correlation-id': correlationId,
  jwt,
  'post-function': functions,
  'pre-function': functions,
  'proxy-cache': proxyCache,
  'rate-limiting': rateLimiting,
  'request-size-limiting': requestSizeLimiting,
  'request-termination': requestTermination,
  'request-transformer': requestTransformer,
  'response-transformer': responseTransformer,
};
