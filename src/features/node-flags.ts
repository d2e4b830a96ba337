import type { Spec } from '../spec/spec.ts';

/** What starts before the application; the trace hooks must be in place before it loads `http` and `pg`. */
export function nodeFlags(spec: Spec): string[] {
  return spec.tracing === 'opentelemetry' ? ['--import', '@app/telemetry/start'] : [];
}
