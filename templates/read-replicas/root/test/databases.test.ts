import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger } from '@app/http-server';
import { createApplication } from '../src/application.ts';
import { readConfig } from '../src/config.ts';
import { newPrivateKey } from './application.ts';

const nowhere = 'postgres://app@127.0.0.1:1/app';

test('metrics show the connections to the primary and to each replica', async (t) => {
  const config = readConfig({
    DATABASE_URL: nowhere,
    REPLICA_DATABASE_URLS: ` ${nowhere} , ${nowhere},`,
    JWT_PRIVATE_KEY: newPrivateKey(),
  });
  const { server, close } = await createApplication('test', config, createLogger('silent'));
  t.after(async () => {
    await server.close();
    await close();
  });
  const { body } = await server.inject({ url: '/metrics' });
  for (const pool of ['database', 'database_replica_1', 'database_replica_2']) {
    for (const figure of ['connections', 'connections_idle', 'waiting']) {
      assert.match(body, new RegExp(`^${pool}_${figure} 0$`, 'm'));
    }
  }
});

test('a replica whose URL is wrong is refused at the start', () => {
  const settings = { DATABASE_URL: nowhere, JWT_PRIVATE_KEY: newPrivateKey() };
  for (const wrong of ['replica', `${nowhere},mysql://127.0.0.1`, 'postgres://127.0.0.1:port']) {
    assert.throws(
      () => readConfig({ ...settings, REPLICA_DATABASE_URLS: wrong }),
      /REPLICA_DATABASE_URLS must be URLs/,
    );
  }
});
