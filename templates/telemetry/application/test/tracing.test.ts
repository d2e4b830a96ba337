import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { newPrivateKey } from './application.ts';
import { freePort, runNode } from './child-process.ts';
import { createTestDatabase } from './database.ts';

interface Span {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly parentSpanId?: string;
}

test('a request is one trace with its SQL, which its log lines name', async (t) => {
  const collector = await startCollector();
  const database = await createTestDatabase();
  t.after(() => Promise.all([collector.close(), database.close()]));
  const application = await startTraced(collector.url, database.url);
  const token = { email: 'nobody@example.com', password: 'not-a-password' };
  const answer = await fetch(`${application.url}/api/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(token),
  });
  assert.equal(answer.status, 401);
  await fetch(`${application.url}/health/ready`);
  application.stop();
  assert.equal(await application.ended, 0);

  const servers = collector.spans.filter(({ kind }) => kind === 2);
  assert.equal(servers.length, 1, 'health probes are not traced');
  const traceId = String(servers[0]?.traceId);
  const sql = collector.spans.filter(({ name }) => name.startsWith('pg.query'));
  assert.ok(sql.length > 0);
  assert.ok(sql.every((span) => span.traceId === traceId));
  const line = application.output.split('\n').find((entry) => entry.includes('request completed'));
  assert.equal(JSON.parse(String(line)).trace_id, traceId);
});

test('traces that nobody takes do not keep the process from ending well', async (t) => {
  const database = await createTestDatabase();
  t.after(() => database.close());
  const application = await startTraced('http://127.0.0.1:1', database.url);
  await fetch(`${application.url}/api/auth/token`);
  application.stop();
  assert.equal(await application.ended, 0);
});

test('without an endpoint nothing of OpenTelemetry is loaded', () => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: _, ...env } = process.env;
  const args = ['--import', '@app/telemetry/start', '--print', 'Object.keys(require.cache).join()'];
  const loaded = execFileSync(process.execPath, args, { env, encoding: 'utf8' });
  assert.doesNotMatch(loaded, /opentelemetry/);
});

/** Receives spans as the OTLP collector would, in JSON. */
async function startCollector() {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    const { resourceSpans } = JSON.parse(await text(request));
    for (const { scopeSpans } of resourceSpans) {
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function startTraced(endpoint: string, databaseUrl: string) {
  const application = runNode(['--import', '@app/telemetry/start', 'src/main.ts'], {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    DATABASE_URL: databaseUrl,
    JWT_PRIVATE_KEY: newPrivateKey(),
    PORT: String(await freePort()),
  });
  const [, url] = await application.until(/Server listening at ([^"]+)/);
  return Object.assign(application, { url });
}
