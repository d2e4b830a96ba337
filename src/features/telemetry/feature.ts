import { defineFeature } from '../../plan/feature.ts';

export const telemetry = defineFeature({
  id: 'telemetry',
  about: 'OpenTelemetry traces over OTLP, off until an endpoint is set',
  when: (spec) => spec.tracing === 'opentelemetry',
  contribute: () => ({
    files: [{ folder: 'telemetry/package', into: 'packages/telemetry' }],
    packages: {
      '': { dependencies: ['@app/telemetry'] },
      'packages/telemetry': {
        fields: {
          name: '@app/telemetry',
          version: '0.1.0',
          private: true,
          type: 'module',
          exports: { '.': './src/index.ts' },
        },
        dependencies: [
          '@opentelemetry/api',
          '@opentelemetry/instrumentation',
          '@opentelemetry/instrumentation-http',
          '@opentelemetry/instrumentation-pg',
          '@opentelemetry/instrumentation-pino',
          '@opentelemetry/sdk-node',
        ],
        devDependencies: [],
      },
    },
  }),
});
