import { describe, expect, test } from 'vitest';
import { rendered } from '../templates/output.ts';

const systems = ['nginx', 'kong'].flatMap((gateway) =>
  ['consul', 'dns'].map((discovery) => ({ gateway, discovery })),
);

describe.each(systems)('a gateway: $gateway, $discovery', (choices) => {
  const tree = rendered({ name: 'shop', style: 'microservices', ...choices });
  const paths = [...tree.keys()];

  test('is tested in its container exactly where there is one to start', () => {
    const containers = paths.includes('gateway/conformance/compose.yaml');
    expect(containers).toBe(choices.gateway === 'nginx');
    for (const path of ['gateway/test/container.adapter.ts', 'gateway/conformance/stub-main.ts']) {
      expect(paths.includes(path), path).toBe(containers);
    }
    const { scripts } = JSON.parse(tree.get('package.json')?.contents ?? '');
    expect('conformance' in scripts).toBe(containers);
  });
});
