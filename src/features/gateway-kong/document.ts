import type { Document, Route } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { processesOf } from '../processes.ts';
import { problemDocument, tidyRequest, tidyResponse, verifyClaims } from './lua.ts';
import { documentationPage, kongRoute } from './routes.ts';

/** `kong.yaml`: the whole gateway, without a database. */
export function kongDocument(spec: Spec, routes: readonly Route[]): Document {
  const names = processesOf(spec).map(({ name }) => name);
  return {
    _format_version: '3.0',
    upstreams: names.map((name) => upstream(spec, name)),
    services: names.flatMap((name) => [
      {
        ...service(name, name),
        routes: routes
          .filter(({ process }) => process === name)
          .flatMap((route) => kongRoute(route, verifyClaims(spec.name))),
      },
      {
        ...service(`${name}-docs`, name),
        path: '/docs/',
        routes: [
          {
            name: `${name}-docs`,
            paths: [`/docs/${name}/`],
            methods: ['GET'],
            plugins: [anonymous],
          },
        ],
      },
    ]),
    routes: [
      answering('docs', ['~/docs/?$'], 200, 'text/html; charset=utf-8', documentationPage(spec)),
      answering('health', ['~/health/(live|ready)$'], 200, 'application/json', healthy),
      // Kong runs no plugin for a path that no route has: then nothing would be limited or described.
      answering('nothing', ['/'], 404, 'application/problem+json', '{}'),
    ],
    consumers: [
      {
        username: 'token-holder',
        jwt_secrets: [{ key: spec.name, algorithm: 'ES256', rsa_public_key: publicKey }],
      },
    ],
    plugins: [tidying, ...limiting],
  };
}

const healthy = '{"status":"ok","checks":{}}';

/** `start.sh` fills the key in. */
const publicKey = '-----BEGIN PUBLIC KEY-----\nJWT_PUBLIC_KEY\n-----END PUBLIC KEY-----\n';

/** A token that nobody verified goes no further. */
const anonymous = {
  name: 'request-transformer',
  config: { remove: { headers: ['Authorization'] } },
};

/** Instances as Consul or Docker knows them, each left alone while it fails its checks. */
function upstream(spec: Spec, name: string): Document {
  const target = spec.discovery === 'consul' ? `${name}.service.consul` : name;
  return {
    name: `${name}.upstream`,
    algorithm: 'least-connections',
    targets: [{ target: `${target}:8080` }],
    healthchecks: {
      active: {
        type: 'http',
        http_path: '/health/ready',
        timeout: 2,
        healthy: { interval: 3, successes: 1, http_statuses: [200] },
        unhealthy: { interval: 3, http_failures: 1, tcp_failures: 1, timeouts: 1 },
      },
      passive: { type: 'http', unhealthy: { tcp_failures: 2, timeouts: 2, http_failures: 0 } },
    },
  };
}

function service(name: string, upstreamOf: string) {
  return {
    name,
    host: `${upstreamOf}.upstream`,
    port: 8080,
    protocol: 'http',
    // On another instance, and never POST or PATCH once they were sent.
    retries: 1,
    connect_timeout: 200,
    write_timeout: 10_000,
    read_timeout: 35_000,
  };
}

/** A route that Kong answers itself. */
function answering(
  name: string,
  paths: readonly string[],
  status: number,
  type: string,
  body: string,
): Document {
  const config = { status_code: status, content_type: type, body };
  return { name, paths, plugins: [{ name: 'request-termination', config }] };
}

/** For every request, before all else. */
const tidying = {
  name: 'pre-function',
  config: {
    access: [tidyRequest],
    header_filter: [tidyResponse],
    body_filter: [problemDocument],
  },
};

/** For every request. */
const limiting = [
  {
    name: 'correlation-id',
    config: { header_name: 'X-Request-Id', generator: 'uuid', echo_downstream: true },
  },
  {
    // `start.sh` sets the limit, or turns it off.
    name: 'rate-limiting',
    enabled: true,
    config: { minute: 100, limit_by: 'ip', policy: 'local' },
  },
  { name: 'request-size-limiting', config: { allowed_payload_size: 64, size_unit: 'kilobytes' } },
  {
    name: 'response-transformer',
    config: { remove: { headers: ['Server', 'X-Powered-By'] } },
  },
];
