import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { until } from '@app/chassis/testing';
import type { Relay } from './relay.ts';
import { message, openLog } from './test-log.ts';

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
      await until(() => lines.includes('cannot reach the event log; trying again'));
      await open();
      await until(() => lines.includes('the event log answers again'));
      lines.length = 0;
    }
    await log.ready();
    await subscription.stop();
    assert.deepEqual([...new Set(got)], ids);
  });

  test('an event log can be closed while the broker is away', async (t) => {
    const { url, open, cut, close } = await create();
    t.after(close);
    const log = openLog(url);
    const topic = `orders-${randomUUID()}`;
    await open();
    await log.declare([{ name: topic, partitions: 1, retentionMs: 3_600_000 }]);
    await log.publish(topic, [message()]);
    const inHand = Promise.withResolvers<void>();
    const allowed = Promise.withResolvers<void>();
    log.subscribe({
      group: `billing-${topic}`,
      topics: [topic],
      attempts: 1,
      backoffMs: 1,
      async handle() {
        inHand.resolve();
        await allowed.promise;
      },
    });
    await inHand.promise;
    await cut();
    const closed = log.close();
    allowed.resolve();
    await closed;
  });
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
