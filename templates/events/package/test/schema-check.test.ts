import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { withoutExcess } from '../src/schema-check.ts';

const short = Type.Object({ code: Type.String() });
const long = Type.Object({ code: Type.String(), name: Type.String() });

test('what a schema does not name is removed, at any depth', () => {
  const schema = Type.Object({ list: Type.Array(short) });
  const value = { list: [{ code: 'a', price: 1 }], secret: true };
  assert.deepEqual(withoutExcess(schema, value), { list: [{ code: 'a' }] });
});

test('of the variants of a union the one that names most holds, wherever it stands', () => {
  for (const variants of [Type.Union([short, long]), Type.Union([long, short])]) {
    const schema = Type.Object({ country: variants });
    for (let time = 0; time < 2; time += 1) {
      const country = { code: 'de', name: 'Germany', capital: 'Berlin' };
      const { capital: _, ...named } = country;
      assert.deepEqual(withoutExcess(schema, { country }), { country: named });
    }
  }
});
