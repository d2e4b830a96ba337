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

function panelsOf(documents: ReturnType<typeof documentsOf>): readonly Panel[] {
  const dashboard = documents['deploy/grafana/dashboards/services.json'];
  return (dashboard as unknown as { panels: readonly Panel[] }).panels;
}

interface Panel {
  readonly id: number;
  readonly gridPos: { readonly x: number; readonly y: number };
  readonly datasource: { readonly uid: string };
  readonly targets: readonly { readonly expr: string }[];
}

const documents = documentsOf({ discovery: 'consul', tracing: 'opentelemetry' });
const microservices = panelsOf(documents);
const panels = [
  ...microservices,
  ...panelsOf(documentsOf({ style: 'event-driven', saga: 'orchestration' })),
];
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

  test('shows messages where services exchange them, and calls where they call each other', () => {
    const queriesOf = (choices: Partial<Spec>) =>
      JSON.stringify(panelsOf(documentsOf(choices)).flatMap(({ targets }) => targets));
    const led = queriesOf({ style: 'event-driven', saga: 'orchestration' });
    for (const name of [
      'outbox_oldest_seconds',
      'messages_behind',
      'dead_letters',
      'tasks_waiting',
      'projection_events_behind',
      'sagas_stuck',
    ])
      expect(led).toContain(name);
    expect(led).not.toContain('callee_');
    expect(queriesOf({ style: 'event-driven', saga: 'choreography' })).not.toContain('sagas_');
    expect(queriesOf({ style: 'microservices' })).not.toContain('dead_letters');
  });

  test('balances every bracket of its queries', () => {
    for (const query of queries) expect(innermostRemoved(query), query).not.toMatch(/[()[\]{}]/);
  });

  test('gives each graph a place and a number of its own', () => {
    const places = microservices.map(({ gridPos: { x, y } }) => `${x},${y}`);
    expect(new Set(microservices.map(({ id }) => id)).size).toBe(microservices.length);
    expect(new Set(places).size).toBe(microservices.length);
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
