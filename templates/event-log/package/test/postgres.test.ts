import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { createTestDatabase, until } from '@app/chassis/testing';
import { createPool } from '@app/database';
import { isEventLogUrl, prepareEventLog } from '../src/index.ts';
import { removeOldMessages } from '../src/postgres/retention.ts';
import { keepsTheContract } from './contract.ts';
import { survivesCrashes } from './crash-contract.ts';
import { type RelayedLog, survivesOutages } from './outage-contract.ts';
import { worksInPortions } from './portions-contract.ts';
import { relay } from './relay.ts';
import { message, openLog, type TestLog } from './test-log.ts';

keepsTheContract(createLog);
survivesCrashes(createLog);
worksInPortions(createLog);
survivesOutages(createRelayedLog);

test('what is older than its topic keeps it is removed, and is not waited for', async (t) => {
  const server = await createLog();
  const log = openLog(server.url);
  const pool = createPool({ url: server.url, onError: () => undefined });
  t.after(async () => {
    await log.close();
    await pool.close();
    await server.close();
  });
  const topics = { short: { retentionMs: 1 }, long: { retentionMs: 3_600_000 } };
  for (const [name, topic] of Object.entries(topics)) {
    await log.declare([{ name, partitions: 1, ...topic }]);
    await log.publish(name, [message(), message()]);
  }
  await until(async () => {
    await removeOldMessages(pool);
    const kept = await pool.query('SELECT topic FROM event_log.messages');
    return kept.length === 2 && kept.every(({ topic }) => topic === 'long');
  });
  const got: string[] = [];
  log.subscribe({
    group: 'billing',
    topics: ['short'],
    attempts: 1,
    backoffMs: 1,
    handle: async ({ id }) => void got.push(id),
  });
  await until(async () => (await log.lag('billing')).length > 0);
  assert.ok((await log.lag('billing')).every(({ behind }) => behind === 0));
  const late = message();
  await log.publish('short', [late]);
  await until(() => got.length > 0);
  assert.deepEqual(got, [late.id]);
});

test('an event log of another kind is refused', () => {
  assert.throws(() => openLog('amqp://127.0.0.1'), /no event log for amqp:/);
  assert.equal(isEventLogUrl('toString:'), false);
});

async function createLog(): Promise<TestLog> {
  const { url, ownerUrl, close } = await createTestDatabase();
  const prepare = () => prepareEventLog({ url, ownerUrl, log: () => undefined });
  await Promise.all([prepare(), prepare(), prepare()]);
  return { url, close };
}

async function createRelayedLog(): Promise<RelayedLog> {
  const { url, close } = await createLog();
  const { hostname: host, port } = new URL(url);
  const from = { host: '127.0.0.1', port: await freePort() };
  const relayed = Object.assign(new URL(url), { host: `${from.host}:${from.port}` });
  return { url: relayed.href, close, ...relay(from, { host, port: Number(port) }) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
