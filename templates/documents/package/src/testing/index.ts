import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@app/chassis/testing';
import { MongoClient } from 'mongodb';

/** A database for documents, empty: on the MongoDB of TEST_MONGODB_URL where that is set, else Postgres. */
export function createDocumentDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_MONGODB_URL;
  return server ? createMongoDatabase(server) : createTestDatabase();
}

/** @param server connection string of the owner of the server */
export async function createMongoDatabase(server: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const ownerUrl = Object.assign(new URL(server), { pathname: name, search: 'authSource=admin' });
  const url = Object.assign(new URL(server), { pathname: name, username: name, password: name });
  url.search = '';
  return {
    url: url.href,
    ownerUrl: ownerUrl.href,
    async close() {
      const owner = new MongoClient(ownerUrl.href);
      const database = owner.db();
      await database.command({ dropUser: name }).catch(() => undefined);
      await database.dropDatabase();
      await owner.close();
    },
  };
}
