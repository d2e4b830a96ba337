import { defineFeature } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { variable } from '../compose-variables.ts';
import { callsOf, databaseOf } from '../contexts.ts';
import { forEachProcess, hasServices, isEventDriven, processesOf } from '../processes.ts';
import { workspacePackage } from '../workspace-package.ts';

export const telemetry = defineFeature({
  id: 'telemetry',
  about: 'OpenTelemetry traces over OTLP, off until an endpoint is set',
  when: (spec) => spec.tracing === 'opentelemetry',
  contribute: (spec) => ({
    c4: hasServices(spec) ? {} : { collector },
    c4Relations: processesOf(spec).map(({ name }) => ({
      from: name,
      to: hasServices(spec) ? 'jaeger' : 'collector',
      about: 'Traces, OTLP',
    })),
    compose: { environment: exporting(spec) },
    files: [
      { folder: 'telemetry/package', into: 'packages/telemetry', data: traced(spec) },
      {
        folder: `telemetry/${hasServices(spec) ? 'services' : 'application'}`,
        into: '',
        data: sample(spec),
      },
    ],
    packages: {
      ...forEachProcess(spec, 'folder', { dependencies: ['@app/telemetry'] }),
      'packages/telemetry': {
        fields: workspacePackage('@app/telemetry', { './start': './src/start.ts' }),
        dependencies: [
          '@opentelemetry/api',
          '@opentelemetry/instrumentation-http',
          ...(onMongodb(spec) ? ['@opentelemetry/instrumentation-mongodb'] : []),
          '@opentelemetry/instrumentation-pg',
          ...(hasServices(spec) ? ['@opentelemetry/instrumentation-undici'] : []),
          '@opentelemetry/sdk-node',
        ],
      },
    },
    // Its install script only compares versions and prints a warning.
    allowScripts: { protobufjs: false },
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: {
        about: 'Where traces go (OTLP over HTTP); nothing is traced when it is not set.',
        example: 'http://127.0.0.1:4318',
        optional: true,
      },
    },
  }),
});

const collector = {
  kind: 'System_Ext',
  label: 'Trace backend',
  technology: '',
  about: 'Any that takes OTLP, such as Jaeger; none by default',
} as const;

function onMongodb(spec: Spec): boolean {
  return spec.contexts.some(({ name }) => databaseOf(spec, name) === 'mongodb');
}

/** What is traced beside incoming HTTP and SQL; `others` are expressions in TypeScript. */
function traced(spec: Spec) {
  const [services, mongodb] = [hasServices(spec), onMongodb(spec)];
  return {
    services,
    mongodb,
    traced: ['SQL', ...(mongodb ? ['MongoDB'] : [])].join(' and '),
    others: [
      ...(mongodb ? ['new MongoDBInstrumentation({ requireParentSpan: true })'] : []),
      ...(services ? ['new UndiciInstrumentation({ requireParentforSpans: true })'] : []),
    ],
  };
}

/** A request of a service that leads to SQL, for the test of tracing. */
function sample(spec: Spec) {
  const service = spec.contexts.find(({ name }) => databaseOf(spec, name) === 'postgres')?.name;
  const callees = service ? callsOf(spec, service) : [];
  return {
    service,
    events: isEventDriven(spec),
    path: `/api/${service}${service === 'users' ? '/me' : ''}`,
    // In a template literal of the test.
    calleeTokens: callees.map((callee) => `${callee}=\${randomUUID()}`).join(),
  };
}

/** Services send to the Jaeger beside them unless another place is named. */
function exporting(spec: Spec): Record<string, Record<string, string>> {
  const endpoint = variable(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    hasServices(spec) ? 'http://jaeger:4318' : '',
  );
  return Object.fromEntries(
    processesOf(spec).map(({ name }) => [
      name,
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
        ...(hasServices(spec) && { OTEL_SERVICE_NAME: name }),
      },
    ]),
  );
}
