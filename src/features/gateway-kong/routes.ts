import type { Document, Route } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { processesOf } from '../processes.ts';

/**
 * A line of the table as Kong has it: a route for each open rule, and one for all the rest, which needs
 * a token.
 *
 * @param verifyClaims what runs behind the `jwt` plugin
 */
export function kongRoute(route: Route, verifyClaims: string): Document[] {
  const name = route.prefix.slice(1).replaceAll('/', '-');
  const kept = route.cacheSeconds > 0 ? [proxyCache(route.cacheSeconds)] : [];
  const open = route.open.map((rule, index) => {
    const [method = '', path = ''] = rule.split(' ');
    const reads = method === 'GET';
    return {
      ...matching(`${name}-open-${index + 1}`, `~${path.replaceAll('*', '[^/]+')}/?$`, 1),
      methods: reads ? ['GET', 'HEAD'] : [method],
      plugins: [removing(['Authorization']), ...(reads ? kept : [])],
    };
  });
  const closed = {
    ...matching(name, `~${route.prefix}(/|$)`, 0),
    plugins: [
      { name: 'jwt', config: jwt },
      removing(credentialHeaders),
      { name: 'post-function', config: { access: [verifyClaims] } },
    ],
  };
  return [...open, closed];
}

/** The API descriptions of the services, as a page that Kong answers itself. */
export function documentationPage(spec: Spec): string {
  const links = processesOf(spec).map(
    ({ name }) => `<li><a href="/docs/${name}/">${name}</a></li>`,
  );
  const title = `${spec.name}: API`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>`,
    `<body><h1>${title}</h1><ul>${links.join('')}</ul></body></html>`,
  ].join('');
}

function matching(name: string, path: string, priority: number) {
  return { name, paths: [path], regex_priority: priority, strip_path: false, preserve_host: true };
}

/** The key is found by issuer and pins the algorithm; only the header is looked at. */
const jwt = {
  key_claim_name: 'iss',
  claims_to_verify: ['exp'],
  header_names: ['authorization'],
  uri_param_names: [],
  cookie_names: [],
  // Browsers send preflights without a token.
  run_on_preflight: false,
};

/** What the `jwt` plugin tells about the credential: the same one for all users. */
const credentialHeaders = ['X-Consumer-ID', 'X-Consumer-Username', 'X-Credential-Identifier'];

function removing(headers: readonly string[]) {
  return { name: 'request-transformer', config: { remove: { headers } } };
}

function proxyCache(seconds: number) {
  return {
    name: 'proxy-cache',
    config: {
      strategy: 'memory',
      cache_ttl: seconds,
      response_code: [200],
      request_method: ['GET'],
      content_type: ['application/json', 'application/json; charset=utf-8'],
      vary_headers: ['Accept-Language', 'Origin'],
      response_headers: { age: true, 'X-Cache-Status': false, 'X-Cache-Key': false },
    },
  };
}
