/**
 * Loaded before the application, with `node --import`, so that tracing is in place when `http` and
 * `pg` are. Without an endpoint for traces it loads nothing and costs nothing.
 */
if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) {
  const { startTracing } = await import('./tracing.ts');
  startTracing();
}
