import type { PrepareOptions } from '@app/chassis';
import { type Db, MongoClient, MongoServerError } from 'mongodb';

/**
 * Makes the unique indexes, and the user of the service, who may read and write its database and no
 * other. Safe to run from many instances at once, and on a database that is in use.
 */
export async function prepareDatabase(
  { ownerUrl, appUrl, log }: PrepareOptions,
  collections: Readonly<Record<string, { readonly unique: readonly string[] }>>,
): Promise<void> {
  const owner = new MongoClient(ownerUrl);
  const service = new MongoClient(appUrl).options;
  try {
    const database = owner.db(service.dbName);
    for (const [name, { unique }] of Object.entries(collections)) {
      for (const member of unique) {
        await database.collection(name).createIndex({ [`content.${member}`]: 1 }, { unique: true });
        log(`${service.dbName}: ${member} is unique in ${name}`);
      }
    }
    if (appUrl !== ownerUrl) await ensureUser(owner, service);
  } finally {
    await owner.close();
  }
}

async function ensureUser(
  owner: MongoClient,
  { dbName, credentials }: MongoClient['options'],
): Promise<void> {
  if (!credentials) throw new Error('the connection string of the service names no user');
  const { source, username, password } = credentials;
  const user = { pwd: password, roles: [{ role: 'readWrite', db: dbName }] };
  await createUser(owner.db(source), username, user).catch((error: unknown) => {
    if (!isExisting(error)) throw error;
    return owner.db(source).command({ updateUser: username, ...user });
  });
}

const createUser = (database: Db, username: string, user: object) =>
  database.command({ createUser: username, ...user });

/** The user is there: from before, or from an instance that runs at the same time. */
function isExisting(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 51_003;
}
