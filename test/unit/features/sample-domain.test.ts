import { expect, test } from 'vitest';
import { rendered } from '../templates/output.ts';

test.each(['users,catalog:mongodb,billing:calls=catalog', 'users,products,reviews'])(
  'a system without orders says nothing of them: %s',
  (contexts) => {
    for (const [gateway, discovery] of [
      ['nginx', 'consul'],
      ['kong', 'dns'],
    ]) {
      const choices = { style: 'microservices', gateway, discovery, metrics: 'prometheus' };
      const tree = rendered({ name: 'shop', contexts, ...choices });
      const speaking = [...tree].filter(
        ([path, { contents }]) =>
          /^(README|docs\/.*|gateway\/README)\.md$/.test(path) &&
          /\b(orders?|payments?)\b/i.test(contents),
      );
      expect(speaking.map(([path]) => path)).toEqual([]);
    }
  },
);
