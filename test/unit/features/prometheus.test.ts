import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { prometheus } from '../../../src/features/prometheus/feature.ts';
import { filesBelow } from '../../../src/render/template-folder.ts';
import type { Spec } from '../../../src/spec/spec.ts';

const contexts = ['users', 'products', 'payments', 'orders'].map((name) => ({ name }));

function documentsOf(choices: Partial<Spec>) {
  const spec = { name: 'shop', style: 'microservices', contexts, ...choices };
  return prometheus.contribute(spec as unknown as Spec).documents ?? {};
}

interface Panel {
  readonly id: number;
  readonly gridPos: { readonly x: number; readonly y: number };
  readonly datasource: { readonly uid: string };
  readonly targets: readonly { readonly expr: string }[];
}

const documents = documentsOf({ discovery: 'consul', tracing: 'opentelemetry' });
const { panels } = documents['deploy/grafana/dashboards/services.json'] as unknown as {
  panels: readonly Panel[];
};
const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

/** Grafana and Prometheus cannot be run on the machines that test this; what can be checked without is. */
describe('the dashboard', () => {
  test('asks only for metrics that services serve', () => {
    const root = fileURLToPath(new URL('../../../templates', import.meta.url));
    const code = filesBelow(root).map(({ text }) => text);
    const served = (name: string) => code.some((text) => text.includes(name));
    const asked = queries.flatMap((query) => query.match(metric) ?? []);
    const ours = new Set(asked.map((name) => name.replace(/_(count|bucket)$/, '')));
    expect(ours.size).toBeGreaterThan(4);
    expect([...ours].filter((name) => !ofPrometheus.includes(name) && !served(name))).toEqual([]);
  });

  test('balances every bracket of its queries', () => {
    for (const query of queries) expect(innermostRemoved(query), query).not.toMatch(/[()[\]{}]/);
  });

  test('gives each graph a place and a number of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x},${y}`)).size).toBe(panels.length);
  });

  test('finds its metrics at the source that is provisioned', () => {
    const { datasources } = documents[
      'deploy/grafana/provisioning/datasources/datasources.yaml'
    ] as unknown as { datasources: readonly { uid: string }[] };
    const uids = datasources.map(({ uid }) => uid);
    expect(uids).toEqual(['prometheus', 'jaeger']);
    for (const { datasource } of panels) expect(uids).toContain(datasource.uid);
  });
});

test.each(['consul', 'dns'] as const)('with %s, every service is scraped', (discovery) => {
  const scraping = JSON.stringify(documentsOf({ discovery })['deploy/prometheus/prometheus.yaml']);
  for (const { name } of contexts) expect(scraping).toContain(`"${name}"`);
});

const metric = /\b(?:http|callee|database|process)_\w+/g;

/** What the client library measures of every process. */
const ofPrometheus = ['process_resident_memory_bytes'];

function innermostRemoved(query: string): string {
  const rest = query.replace(/\([^()[\]{}]*\)|\[[^()[\]{}]*\]|\{[^()[\]{}]*\}/g, '');
  return rest === query ? rest : innermostRemoved(rest);
}
