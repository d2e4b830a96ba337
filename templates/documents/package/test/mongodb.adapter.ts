import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MongoClient } from 'mongodb';
import { createMongoDatabase } from '../src/testing/index.ts';
import { adjustsNumbers } from './adjustment-contract.ts';
import { storage, storesDocuments, survivesOutages } from './contract.ts';

const server = process.env.TEST_MONGODB_URL;
assert.ok(server, 'TEST_MONGODB_URL is the connection string of the owner of a MongoDB');
const create = () => createMongoDatabase(server);

storesDocuments(create);
adjustsNumbers(create);
survivesOutages(create);

test('another password in the address becomes the password of the service', async (t) => {
  const { ownerUrl, url, close } = await create();
  t.after(close);
  const appUrl = Object.assign(new URL(url), { password: 'changed%20p@ss' }).href;
  for (const address of [url, appUrl]) {
    await storage.prepare({ ownerUrl, appUrl: address, log: () => undefined });
  }
  await answers(appUrl);
  await assert.rejects(answers(url), /Authentication failed/);
});

async function answers(url: string): Promise<void> {
  const client = new MongoClient(url);
  await client
    .db()
    .command({ ping: 1 })
    .finally(() => client.close());
}
