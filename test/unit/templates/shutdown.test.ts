import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { everyCombination } from '../../boot/combinations.ts';
import { rendered } from './output.ts';

const combinations = everyCombination();

test.each(['none', 'nginx'])('Docker waits for the application to stop (balancer: %s)', (found) => {
  const tree = rendered(combinations.find(({ loadBalancer }) => loadBalancer === found) ?? {});
  const main = tree.get('src/main.ts')?.contents ?? '';
  const { app } = parse(tree.get('compose.yaml')?.contents ?? '').services;
  const drainMs = Number(app.environment.SHUTDOWN_DRAIN_MS ?? 0);
  const shutdownMs = Number(/shutdownMs = ([\d_]+)/.exec(main)?.[1]?.replace('_', ''));
  const [, graceSeconds] = /^(\d+)s$/.exec(app.stop_grace_period) ?? [];
  expect(drainMs + shutdownMs).toBeLessThan(Number(graceSeconds) * 1000);
});
