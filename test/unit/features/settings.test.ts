import { expect, test } from 'vitest';
import type { Tree } from '../../../src/render/tree.ts';
import { everyCombination } from '../../boot/combinations.ts';
import { rendered } from '../templates/output.ts';

test.each([
  ['monolith', 'src/config.ts', ['PAYMENT_TIMEOUT_MS', 'SHUTDOWN_DRAIN_MS']],
  ['microservices', 'services/payments/src/service.ts', ['PAYMENT_TIMEOUT_MS']],
  ['event-driven', 'services/payments/src/service.ts', ['PAYMENT_TIMEOUT_MS']],
  ['event-driven', 'services/orders/src/service.ts', ['ORDER_DEADLINE_MS']],
])('.env.example names the most that each time may be: %s', (style, path, times) => {
  const tree = rendered(everyCombination().find((found) => found.style === style) ?? {});
  const most = mostOf(text(tree, path));
  expect([...most.keys()].sort()).toEqual(times);
  for (const [name, maximum] of most) {
    const entry = new RegExp(`^# .*at most ${maximum}.*\n# ${name}=`, 'm');
    expect(text(tree, '.env.example')).toMatch(entry);
  }
});

/** The maximum of each variable in milliseconds; where the schema stands apart, the file has one. */
function mostOf(code: string): Map<string, string> {
  const names = [...code.matchAll(/(\w+_MS): Type\.Integer\((.*)\)/g)];
  return new Map(
    names.map(([, name = '', schema = '']) => {
      const [, maximum = ''] =
        /maximum: ([\d_]+)/.exec(schema.startsWith('{') ? schema : code) ?? [];
      return [name, maximum.replaceAll('_', '')];
    }),
  );
}

function text(tree: Tree, path: string): string {
  return tree.get(path)?.contents ?? '';
}
