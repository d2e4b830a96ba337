import { describe, expect, test } from 'vitest';
import { callersOf, callsOf } from '../../../src/features/contexts.ts';
import type { Tree } from '../../../src/render/tree.ts';
import type { Spec } from '../../../src/spec/spec.ts';
import { rendered } from '../templates/output.ts';

/** Billing names entries of catalog; what holds its data, and theirs, are all pairs of databases. */
const systems = [
  'users,catalog,billing:calls=catalog',
  'users,catalog:mongodb,billing:calls=catalog',
  'users,catalog,billing:mongodb:calls=catalog',
  'users,catalog:mongodb,billing:mongodb:calls=catalog',
].map((contexts) => [contexts, system(contexts)] as const);

describe.each(systems)('a service that calls another: %s', (_contexts, tree) => {
  test('checks what it is given against an endpoint that both sides share', () => {
    expect(textOf(tree, 'packages/contracts/src/entries/catalog.ts')).toContain(
      "path: '/internal/entries/:id'",
    );
    expect(textOf(tree, 'services/billing/src/referring-entries.ts')).toContain(
      'catalogId: catalogEntries.find,',
    );
    expect(textOf(tree, 'services/billing/src/index.ts')).toContain('referringEntries(entries,');
    expect(textOf(tree, 'services/billing/src/service.ts')).toContain('calls: callees,');
    expect(textOf(tree, 'services/catalog/src/index.ts')).toContain('internalRoutes(entries,');
    expect(textOf(tree, 'services/catalog/src/http/internal-routes.ts')).toContain("'billing',");
  });

  test('has a token, which the other one knows', () => {
    expect(textOf(tree, '.env.example')).toContain('BILLING_TO_CATALOG_TOKEN=');
    const compose = textOf(tree, 'compose.yaml');
    expect(compose.match(/CALLEE_TOKENS: \S+/g)).toEqual([
      expect.stringMatching(/catalog=\S*BILLING_TO_CATALOG_TOKEN/),
    ]);
    expect(compose.match(/CALLER_TOKENS: \S+/g)).toEqual([
      expect.stringMatching(/billing=\S*BILLING_TO_CATALOG_TOKEN/),
    ]);
    expect(textOf(tree, 'scripts/services.ts')).toContain("calls: ['catalog']");
  });

  test('is drawn, described and smoke-tested with what it calls', () => {
    expect(textOf(tree, 'docs/architecture.md')).toContain('Rel(billing, catalog, ');
    expect(textOf(tree, 'README.md')).toContain('- An entry of billing may name one of catalog.');
    expect(textOf(tree, 'test/smoke/billing.smoke.ts')).toContain('catalogId: named');
  });

  test('has its contract replayed by the other one and by what stands in for it', () => {
    for (const path of [
      'services/catalog/src/test/billing-contract.test.ts',
      'services/billing/src/test/catalog-stand-in.test.ts',
    ]) {
      expect(textOf(tree, path)).toContain("from '@app/contracts/callers/billing/catalog'");
    }
    const exported = JSON.parse(textOf(tree, 'packages/contracts/package.json')).exports;
    for (const path of [exported['./entries/catalog'], exported['./callers/billing/catalog']]) {
      expect(tree.has(path.replace('./', 'packages/contracts/')), path).toBe(true);
    }
  });
});

test('a service between two others is called, and calls', () => {
  const tree = system('users,brands,catalog:calls=brands,billing:calls=catalog+brands');
  const catalog = JSON.parse(textOf(tree, 'services/catalog/package.json'));
  expect(catalog.devDependencies).toHaveProperty('@app/service-client');
  const index = textOf(tree, 'services/catalog/src/index.ts');
  expect(index).toContain('referringEntries(entries,');
  expect(index).toContain('internalRoutes(entries,');
  expect(textOf(tree, 'services/billing/src/migrations/0001_entries.sql')).toMatch(
    /catalog_id uuid,.*brands_id uuid,/s,
  );
});

test('a service knows no token with which it could pass for its caller elsewhere', () => {
  const tree = system('users,brands,catalog,billing:calls=catalog+brands');
  expect(textOf(tree, 'compose.yaml').match(/CALLE[ER]+_TOKENS: .*/g)).toEqual([
    expect.stringMatching(/^CALLER_TOKENS: billing=\S*BILLING_TO_BRANDS_TOKEN\b[^,]*$/),
    expect.stringMatching(/^CALLER_TOKENS: billing=\S*BILLING_TO_CATALOG_TOKEN\b[^,]*$/),
    expect.stringMatching(
      /^CALLEE_TOKENS: catalog=.*_TO_CATALOG_TOKEN.*,brands=.*_TO_BRANDS_TOKEN/,
    ),
  ]);
});

test('who calls whom is what the sample domain and the spec say', () => {
  const contexts = [
    ...['users', 'products', 'payments', 'orders', 'catalog'].map((name) => ({ name })),
    { name: 'billing', calls: ['catalog'] },
  ];
  const spec = { contexts } as unknown as Spec;
  expect(callsOf(spec, 'orders')).toEqual(['products', 'payments']);
  expect(callsOf(spec, 'billing')).toEqual(['catalog']);
  expect(callersOf(spec, 'catalog')).toEqual(['billing']);
  expect(callersOf(spec, 'users')).toEqual([]);
});

test('services that call none know nothing of references', () => {
  const texts = [...system('users,catalog,billing')].map(([, { contents }]) => contents);
  expect(texts.filter((text) => /references\.ts|\/internal\/entries/.test(text))).toEqual([]);
});

function system(contexts: string): Tree {
  return rendered({ name: 'shop', style: 'microservices', contexts });
}

function textOf(tree: Tree, path: string): string {
  const file = tree.get(path);
  if (!file) throw new Error(`no ${path}`);
  return file.contents;
}
