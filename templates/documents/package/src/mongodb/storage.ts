import type { OpenStorage, Storage } from '@app/chassis';
import { MongoClient } from 'mongodb';
import { type Collections, type ContentsOf, type Declaration, openEach } from '../collections.ts';
import { mongoCollection } from './collection.ts';
import { prepareDatabase } from './prepare.ts';
import { runOn } from './run.ts';
import type { Stored } from './stored.ts';

/** MongoDB, in the database that the connection string names. */
export function mongoStorage<Contents extends ContentsOf<Contents>>(
  declaration: Declaration<Contents>,
): Storage<Collections<Contents>> {
  return {
    open(url, log) {
      const client = new MongoClient(url, connection);
      const database = client.db();
      const run = runOn(client);
      client.on('connectionPoolCleared', ({ address }) =>
        log.warn({ address }, 'connections to the database broke'),
      );
      return {
        store: openEach(declaration, (name) =>
          mongoCollection(run, database.collection<Stored>(name)),
        ),
        ping: async () => void (await run(() => database.command({ ping: 1 }))),
        gauges: poolGauges(client),
        close: () => client.close(),
      };
    },
    prepare: (options) => prepareDatabase(options, declaration.collections),
  };
}

/** Times are in milliseconds. */
const connection = {
  maxPoolSize: 20,
  serverSelectionTimeoutMS: 3_000,
  connectTimeoutMS: 3_000,
  waitQueueTimeoutMS: 10_000,
  // When the server is gone without a word, nothing else ends the wait for its answer.
  socketTimeoutMS: 12_000,
  // A change that was confirmed survives a crash of the server.
  writeConcern: { w: 'majority', journal: true },
} as const;

/** Named as those of a pool of Postgres connections, so that one dashboard serves both. */
function poolGauges(client: MongoClient): OpenStorage<unknown>['gauges'] {
  const usage = { open: 0, used: 0, waiting: 0 };
  client.on('connectionCreated', () => usage.open++);
  client.on('connectionClosed', () => usage.open--);
  client.on('connectionCheckOutStarted', () => usage.waiting++);
  client.on('connectionCheckOutFailed', () => usage.waiting--);
  client.on('connectionCheckedOut', () => {
    usage.waiting--;
    usage.used++;
  });
  client.on('connectionCheckedIn', () => usage.used--);
  return {
    database_connections: { help: 'Open connections', read: () => usage.open },
    database_connections_idle: {
      help: 'Connections without work',
      read: () => usage.open - usage.used,
    },
    database_waiting: {
      help: 'Operations that wait for a connection',
      read: () => usage.waiting,
    },
  };
}
