import type { Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { callsOf } from '../contexts.ts';
import { isEventDriven } from '../processes.ts';
import { messageGraphs, sagaGraphs } from './message-graphs.ts';
import { metricsSource } from './provisioning.ts';

type Document = NonNullable<Contribution['documents']>[string];

/** The RED method (https://grafana.com/blog/the-red-method-how-to-instrument-your-services/), and what calls and messages between services add to it. */
export function dashboard(spec: Spec): Document {
  return {
    uid: 'services',
    title: `Services of ${spec.name}`,
    tags: [],
    schemaVersion: 41,
    editable: true,
    refresh: '10s',
    time: { from: 'now-30m', to: 'now' },
    templating: { list: [] },
    annotations: { list: [] },
    panels: graphsOf(spec).map((graph, index) => panel(graph, index)),
  };
}

export interface Graph {
  readonly title: string;
  readonly about: string;
  readonly query: string;
  readonly legend: string;
  readonly unit: string;
}

function graphsOf(spec: Spec): readonly Graph[] {
  const eventDriven = isEventDriven(spec);
  const calls = spec.contexts.some(({ name }) => callsOf(spec, name).length > 0);
  const led = eventDriven && spec.saga === 'orchestration';
  return [
    ...requestGraphs,
    ...(calls || !eventDriven ? callGraphs : []),
    ...(eventDriven ? messageGraphs : []),
    ...(led ? sagaGraphs : []),
    ...resourceGraphs,
  ];
}

const requests = 'http_request_duration_seconds';
const rate = `sum by (service) (rate(${requests}_count[$__rate_interval]))`;
const failures = `sum by (service) (rate(${requests}_count{status=~"5.."}[$__rate_interval]))`;

const requestGraphs: readonly Graph[] = [
  {
    title: 'Rate',
    about: 'Requests a second that each service answers',
    query: rate,
    legend: '{{service}}',
    unit: 'reqps',
  },
  {
    title: 'Errors',
    about: 'Share of the requests that a service fails to answer',
    // A service without failures has no such series, which is 0 and not unknown.
    query: `(${failures} or 0 * ${rate}) / ${rate}`,
    legend: '{{service}}',
    unit: 'percentunit',
  },
  {
    title: 'Duration',
    about: 'Time within which 95 of 100 requests are answered',
    query: `histogram_quantile(0.95, sum by (service, le) (rate(${requests}_bucket[$__rate_interval])))`,
    legend: '{{service}}',
    unit: 's',
  },
  {
    title: 'Instances',
    about: 'Instances that answer Prometheus',
    query: 'sum by (service) (up)',
    legend: '{{service}}',
    unit: 'none',
  },
];

const callGraphs: readonly Graph[] = [
  {
    title: 'Breakers that are not closed',
    about: 'Instances that have stopped calling another service: 0 is well',
    query: 'sum by (service, callee, state) (callee_breaker_state{state!="closed"})',
    legend: '{{service}} → {{callee}}: {{state}}',
    unit: 'none',
  },
  {
    title: 'Calls between services that failed',
    about: 'Calls a second without an answer, by the reason',
    query:
      'sum by (service, callee, outcome) (rate(callee_calls_total{outcome!="answered"}[$__rate_interval]))',
    legend: '{{service}} → {{callee}}: {{outcome}}',
    unit: 'cps',
  },
];

const resourceGraphs: readonly Graph[] = [
  {
    title: 'Waiting for the database',
    about: 'Queries that wait for a connection; above 0 for long, requests wait with them',
    query: 'sum by (service) (database_waiting)',
    legend: '{{service}}',
    unit: 'none',
  },
  {
    title: 'Memory',
    about: 'Memory of the largest instance of each service',
    query: 'max by (service) (process_resident_memory_bytes)',
    legend: '{{service}}',
    unit: 'bytes',
  },
];

/** Grafana's grid is 24 wide: two graphs in a row. */
const [width, height] = [12, 8];

function panel({ title, about, query, legend, unit }: Graph, index: number) {
  const datasource = { type: 'prometheus', uid: metricsSource };
  return {
    id: index + 1,
    type: 'timeseries',
    title,
    description: about,
    datasource,
    gridPos: { x: (index % 2) * width, y: Math.floor(index / 2) * height, w: width, h: height },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    targets: [{ refId: 'A', datasource, expr: query, legendFormat: legend, editorMode: 'code' }],
  };
}
