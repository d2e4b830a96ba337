// The databases of a service that tells and of one that hears, on one server that waits for the disk.
import { createPool } from '@app/database';
import { startEmbedded } from '@app/database/embedded';
import { prepareOutbox } from '@app/outbox';
import { answer } from './answer.js';

const server = await startEmbedded({ folder: '.data/messaging' });
const owner = createPool({ url: server.url, max: 1, onError: console.error });
const urls = {};
for (const name of ['telling', 'hearing']) {
  await owner.query(`CREATE DATABASE ${name}`);
  const url = server.url.replace(/\/postgres$/, `/${name}`);
  await prepareOutbox({ ownerUrl: url, appUrl: url, log: () => undefined });
  const pool = createPool({ url, max: 1, onError: console.error });
  await pool.query('CREATE TABLE orders (id uuid PRIMARY KEY)');
  await pool.close();
  urls[name] = url;
}
await owner.close();
process.on('SIGTERM', () => undefined);
answer({ urls: () => urls, stop: () => server.stop() });
