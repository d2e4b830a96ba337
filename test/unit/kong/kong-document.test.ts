import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { rendered } from '../templates/output.ts';
import { parse } from 'yaml';
import { documentSchema } from './document-schema.ts';

interface Entity {
  readonly name: string;
  readonly host?: string;
  readonly read_timeout?: number;
  readonly paths?: readonly string[];
  readonly methods?: readonly string[];
  readonly plugins?: readonly Entity[];
  readonly routes?: readonly Entity[];
  readonly config?: Readonly<Record<string, unknown>>;
}

interface KongDocument {
  readonly upstreams: readonly (Entity & { targets: readonly { target: string }[] })[];
  readonly services: readonly Entity[];
  readonly routes: readonly Entity[];
  readonly plugins: readonly Entity[];
}

// The style is not offered yet.

const validate = new Ajv2020({ allowUnionTypes: true, strictRequired: false }).compile(
  documentSchema,
);

describe.each(['consul', 'dns'])('kong.yaml with discovery by %s', (discovery) => {
  const document = kongDocument(discovery);

  test('is what Kong and each of its plugins accept', () => {
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });

  test('gives every service an upstream, and every upstream an instance by name', () => {
    const upstreams = document.upstreams.map(({ name }) => name);
    for (const { host } of document.services) expect(upstreams).toContain(host);
    const suffix = discovery === 'consul' ? '.service.consul:8080' : ':8080';
    const targets = document.upstreams.flatMap(({ targets: all }) =>
      all.map(({ target }) => target),
    );
    expect(targets).toContain(`orders${suffix}`);
  });

  test('names each route once', () => {
    const names = allRoutes(document).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('lets nothing reach the API of a service without a token but what is open', () => {
    const unverified = document.services
      .filter(({ name }) => !name.endsWith('-docs'))
      .flatMap(({ routes = [] }) => routes)
      .filter(({ plugins = [] }) => !plugins.some(({ name }) => name === 'jwt'))
      .map(({ methods, paths }) => `${methods?.join()} ${paths?.join()}`);
    expect(unverified.toSorted()).toEqual([
      'GET,HEAD ~/api/products/?$',
      'GET,HEAD ~/api/products/[^/]+/?$',
      'POST ~/api/auth/token/?$',
      'POST ~/api/users/?$',
    ]);
  });

  test('lets a client go on with a stream of events, and waits longer than a stream is silent', () => {
    const [tidying] = document.plugins.filter(({ name }) => name === 'pre-function');
    expect(String(tidying?.config?.access)).toContain('["last-event-id"] = true');
    for (const { read_timeout } of document.services) expect(read_timeout).toBeGreaterThan(10_000);
  });

  test('keeps answers to open reads alone', () => {
    const kept = allRoutes(document).filter(({ plugins = [] }) =>
      plugins.some(({ name }) => name === 'proxy-cache'),
    );
    expect(kept.map(({ name }) => name)).toEqual(['api-products-open-1', 'api-products-open-2']);
  });
});

test('a field that a plugin does not have is found', () => {
  const document = kongDocument('consul');
  const plugins = [{ name: 'rate-limiting', config: { minute: 100, per: 'ip' } }];
  expect(validate({ ...document, plugins })).toBe(false);
});

function kongDocument(discovery: string): KongDocument {
  const tree = rendered({ name: 'shop', style: 'microservices', gateway: 'kong', discovery });
  return parse(tree.get('gateway/kong/kong.yaml')?.contents ?? '') as KongDocument;
}

function allRoutes({ services, routes }: KongDocument): readonly Entity[] {
  return [...services.flatMap((service) => service.routes ?? []), ...routes];
}
