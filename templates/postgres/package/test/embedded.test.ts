import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEmbedded } from '../src/embedded/index.ts';
import { createPool } from '../src/index.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const pool = createPool({ url, onError: () => undefined });
  return pool.query(sql).finally(() => pool.close());
}

async function dataFolder(url: string): Promise<string> {
  const [row] = (await query(url, 'SHOW data_directory')) as { data_directory: string }[];
  return String(row?.data_directory);
}

function newFolder(t: { after(release: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-postgres-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('it is PostgreSQL 18, reached from this machine only, with a password', async (t) => {
  const server = await startEmbedded({ folder: undefined });
  t.after(() => server.stop());
  const [row] = await query(server.url, 'SHOW server_version_num');
  assert.match(String((row as { server_version_num: string }).server_version_num), /^18/);
  assert.deepEqual(await query(server.url, 'SHOW listen_addresses'), [
    { listen_addresses: '127.0.0.1' },
  ]);
  const wrong = Object.assign(new URL(server.url), { password: 'wrong' }).href;
  await assert.rejects(query(wrong, 'SELECT 1'), { code: '28P01' });
});

test('a folder that is given keeps its data from one start to the next', async (t) => {
  const folder = newFolder(t);
  const first = await startEmbedded({ folder });
  await query(first.url, 'CREATE TABLE kept (id int)');
  await first.stop();
  const second = await startEmbedded({ folder });
  t.after(() => second.stop());
  assert.deepEqual(await query(second.url, 'SELECT * FROM kept'), []);
});

test('after its owner was killed, the next start recovers the folder with its data', async (t) => {
  const folder = newFolder(t);
  const orphaned = await ownedByAnother(folder);
  await query(orphaned.url, 'CREATE TABLE kept (id int)');
  await orphaned.killOwner();
  const server = await startEmbedded({ folder });
  t.after(() => server.stop());
  assert.deepEqual(await query(server.url, 'SELECT * FROM kept'), []);
  await assert.rejects(query(orphaned.url, 'SELECT 1'), { name: 'DatabaseUnavailable' });
});

test('a folder that a living process uses is refused', async (t) => {
  const folder = newFolder(t);
  const other = await ownedByAnother(folder);
  t.after(() => other.stop());
  await assert.rejects(startEmbedded({ folder }), new RegExp(`in use by process ${other.owner}`));
  assert.deepEqual(await query(other.url, 'SELECT 1 AS one'), [{ one: 1 }]);
});

test('a temporary folder is gone after stop', async () => {
  const server = await startEmbedded({ folder: undefined });
  const folder = await dataFolder(server.url);
  assert.ok(existsSync(folder));
  await server.stop();
  assert.ok(!existsSync(folder));
});

test('a temporary folder whose owner was killed is swept by the next start', async (t) => {
  const orphaned = await ownedByAnother(undefined);
  const folder = await dataFolder(orphaned.url);
  await orphaned.killOwner();
  const server = await startEmbedded({ folder: undefined });
  t.after(() => server.stop());
  assert.ok(!existsSync(folder));
  await assert.rejects(query(orphaned.url, 'SELECT 1'), { name: 'DatabaseUnavailable' });
});

interface Owned {
  readonly url: string;
  readonly owner: number;
  /** Ends the owner so that it can clean nothing up. */
  killOwner(): Promise<void>;
  stop(): Promise<void>;
}

async function ownedByAnother(folder: string | undefined): Promise<Owned> {
  const child = fork(`${import.meta.dirname}/embedded-fixture.ts`, folder ? [folder] : []);
  const [url] = (await once(child, 'message')) as [string];
  const exit = once(child, 'exit');
  return {
    url,
    owner: Number(child.pid),
    async killOwner() {
      child.kill('SIGKILL');
      await exit;
    },
    async stop() {
      child.send('stop');
      await exit;
    },
  };
}
