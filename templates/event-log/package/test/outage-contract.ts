import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Relay } from './relay.ts';
import { message, openLog, until } from './test-log.ts';

/** A broker that is reached through a relay, closed at first. */
export interface RelayedLog extends Relay {
  readonly url: string;
  close(): Promise<void>;
}

/** What must hold when the broker is away. */
export function survivesOutages(create: () => Promise<RelayedLog>): void {
  test('a consumer waits for a broker that is away, and goes on when it is back', async (t) => {
    const { url, open, cut, close } = await create();
    const lines: string[] = [];
    const note = (_fields: object, line: string) => void lines.push(line);
    const log = openLog(url, { info: note, warn: note });
    const got: string[] = [];
    const topic = `orders-${randomUUID()}`;
    const subscription = log.subscribe({
      group: `billing-${topic}`,
      topics: [topic],
      attempts: 1,
      backoffMs: 1,
      handle: async ({ id }) => void got.push(id),
    });
    t.after(async () => {
      await log.close();
      await cut();
      await close();
    });
    await assert.rejects(log.ready(), 'before the broker was ever there');
    await open();
    await until(() =>
      succeeds(log.declare([{ name: topic, partitions: 2, retentionMs: 3_600_000 }])),
    );
    const ids: string[] = [];
    for (const round of ['first', 'second']) {
      const one = message({ key: round });
      await until(() => succeeds(log.publish(topic, [one])));
      ids.push(one.id);
      await until(() => ids.every((id) => got.includes(id)));
      await cut();
      await assert.rejects(log.ready());
      await assert.rejects(log.publish(topic, [message({ key: round })]));
      await open();
    }
    await log.ready();
    await subscription.stop();
    assert.deepEqual([...new Set(got)], ids);
    assert.ok(lines.includes('the event log answers again'));
  });
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
