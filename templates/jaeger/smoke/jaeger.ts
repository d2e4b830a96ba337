import { spawnSync } from 'node:child_process';
import { baseUrl } from './session.ts';

export interface TraceSpan {
  readonly service: string;
  /** Whether it is a query of a database. */
  readonly isQuery: boolean;
}

/** Whether what is called runs on Docker here, where Jaeger keeps its traces. */
export function keepsTraces(): boolean {
  return baseUrl === `http://${compose('port', 'gateway', '8080')}`;
}

/** The spans of a trace that have arrived so far; asked for from inside, since Jaeger publishes no port. */
export function readTrace(traceId: string): TraceSpan[] {
  const url = `http://jaeger:16686/api/traces/${traceId}`;
  const script = `fetch('${url}').then((answer) => answer.text()).then(console.log)`;
  const { data } = JSON.parse(compose('exec', '-T', 'orders', 'node', '-e', script)) as Answer;
  return (data ?? []).flatMap(({ spans, processes }) =>
    spans.map(({ processID, tags }) => ({
      service: String(processes[processID]?.serviceName),
      isQuery: tags.some(({ key }) => key.startsWith('db.system')),
    })),
  );
}

/** What the query API of Jaeger answers. */
interface Answer {
  readonly data: readonly Trace[] | null;
}

interface Trace {
  readonly spans: readonly { processID: string; tags: readonly { key: string }[] }[];
  readonly processes: Readonly<Record<string, { serviceName: string }>>;
}

/** What `docker compose` prints; nothing where there is no Docker. */
function compose(...args: readonly string[]): string {
  const { stdout } = spawnSync('docker', ['compose', ...args], { encoding: 'utf8' });
  return (stdout ?? '').trim();
}
