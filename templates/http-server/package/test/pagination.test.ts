import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeCursor, encodeCursor } from '../src/pagination.ts';

const id = '01a2100a-8297-76c1-8a8b-72230dec0d3c';

test('a cursor gives back the id it was made of, and does not show it', () => {
  assert.equal(decodeCursor(encodeCursor(id)), id);
  assert.ok(!encodeCursor(id).includes('01a2100a'));
});

for (const rubbish of ['', 'x', `${encodeCursor(id)}A`, id, "' OR 1=1 --", '\u0000']) {
  test(`the cursor ${JSON.stringify(rubbish)} is refused`, () => {
    assert.throws(() => decodeCursor(rubbish), { status: 400, code: 'invalid-cursor' });
  });
}
