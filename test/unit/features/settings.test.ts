import { expect, test } from 'vitest';
import { everyCombination } from '../../boot/combinations.ts';
import { rendered } from '../templates/output.ts';

const text = (path: string) =>
  rendered(everyCombination().find(({ style }) => style === 'monolith') ?? {}).get(path)
    ?.contents ?? '';

test('.env.example names the most that each time in milliseconds may be', () => {
  const found = [
    ...text('src/config.ts').matchAll(/(\w+_MS): Type\.Integer\(\{.*maximum: ([\d_]+) \}/g),
  ];
  expect(found.map(([, name]) => name).sort()).toEqual(['PAYMENT_TIMEOUT_MS', 'SHUTDOWN_DRAIN_MS']);
  for (const [, name, most = ''] of found) {
    const entry = new RegExp(`^# .*at most ${most.replaceAll('_', '')}.*\n# ${name}=`, 'm');
    expect(text('.env.example')).toMatch(entry);
  }
});
