import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { assertRecorded, channels, filesOf, folder } from './recorded-contracts.ts';

for (const channel of channels) {
  test(`${channel.name} breaks nobody, and is recorded: npm run record -w packages/contracts`, () =>
    assertRecorded(channel, { record: false }));
}

test('nothing else is recorded: what was once told stays a contract', () => {
  assert.deepEqual(readdirSync(folder).sort(), channels.flatMap(filesOf).sort());
});
