import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { test } from 'node:test';
import { DatabaseUnavailable } from '@app/database';
import type { MongoClient } from 'mongodb';
import { runOn } from '../src/mongodb/run.ts';

const run = runOn({ connect: async () => undefined } as unknown as MongoClient);

test('a command on a socket that the server has ended finds no database', async (t) => {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await assert.rejects(
    run(() => writeLate(port)),
    DatabaseUnavailable,
  );
});

test('a mistake in a command stays what it is', async () => {
  const mistake = new TypeError('not a function');
  await assert.rejects(
    run(() => Promise.reject(mistake)),
    mistake,
  );
});

/** Rejects with what Node says of it. */
async function writeLate(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket.resume(), 'end');
  await new Promise<void>((resolve, reject) => {
    socket.write('late', (error) => (error ? reject(error) : resolve()));
  });
}
