import {
  boolean,
  integer,
  type JsonSchema,
  listOf,
  number,
  oneOf,
  record,
  setOf,
  text,
} from './json-schema.ts';
import { pluginSchemas } from './plugin-schemas.ts';
import { host, method, name, path, port, protocols, routerPath } from './types.ts';

// kong/db/schema/entities/*.lua and kong/plugins/jwt/daos.lua in github.com/Kong/kong at 22246ef: the
// parts that a gateway without TLS can use.

const plugin: JsonSchema = {
  anyOf: Object.entries(pluginSchemas).map(([id, config]) =>
    record({ name: oneOf(id), instance_name: name, enabled: boolean, protocols, config }, [
      'name',
      'config',
    ]),
  ),
};

const route = {
  ...record(
    {
      name,
      protocols,
      strip_path: boolean,
      preserve_host: boolean,
      request_buffering: boolean,
      response_buffering: boolean,
      methods: setOf(method),
      hosts: listOf(host),
      paths: listOf(routerPath),
      regex_priority: { type: 'integer' },
      path_handling: oneOf('v0', 'v1'),
      plugins: listOf(plugin),
    },
    ['name'],
  ),
  anyOf: ['methods', 'hosts', 'paths'].map((field) => ({ required: [field] })),
};

/** In milliseconds. */
const timeout = integer(1, 2 ** 31 - 2);

const service = record(
  {
    name,
    retries: integer(0, 32_767),
    protocol: oneOf('http'),
    host,
    port,
    path,
    connect_timeout: timeout,
    write_timeout: timeout,
    read_timeout: timeout,
    enabled: boolean,
    routes: listOf(route),
    plugins: listOf(plugin),
  },
  ['name', 'host'],
);

const byte = integer(0, 255);
const seconds = number(0, 65_535);
const statuses = listOf(integer(100, 999));
const checkType = oneOf('tcp', 'http', 'https', 'grpc', 'grpcs');
const failures = {
  http_statuses: statuses,
  tcp_failures: byte,
  timeouts: byte,
  http_failures: byte,
};

const healthchecks = record({
  threshold: number(0, 100),
  active: record({
    type: checkType,
    timeout: seconds,
    concurrency: integer(1, 2 ** 31),
    http_path: path,
    healthy: record({ interval: seconds, http_statuses: statuses, successes: byte }),
    unhealthy: record({ interval: seconds, ...failures }),
  }),
  passive: record({
    type: checkType,
    healthy: record({ http_statuses: statuses, successes: byte }),
    unhealthy: record(failures),
  }),
});

const upstream = record(
  {
    name: host,
    algorithm: oneOf('consistent-hashing', 'least-connections', 'round-robin', 'latency'),
    slots: integer(10, 2 ** 16),
    targets: listOf(record({ target: text, weight: integer(0, 65_535) }, ['target'])),
    healthchecks,
  },
  ['name'],
);

const consumer = record(
  {
    username: text,
    jwt_secrets: listOf(
      record(
        {
          key: text,
          secret: text,
          rsa_public_key: { type: 'string', pattern: '^-----BEGIN PUBLIC KEY-----\n' },
          algorithm: oneOf('HS256', 'RS256', 'ES256', 'PS256', 'EdDSA'),
        },
        ['key', 'algorithm'],
      ),
    ),
  },
  ['username'],
);

/** What Kong reads as its declarative configuration. */
export const documentSchema = record(
  {
    _format_version: oneOf('3.0'),
    upstreams: listOf(upstream),
    services: listOf(service),
    routes: listOf(route),
    consumers: listOf(consumer),
    plugins: listOf(plugin),
  },
  ['_format_version'],
);
