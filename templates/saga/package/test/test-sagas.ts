import { createTestDatabase } from '@app/chassis/testing';
import { createPool, type Database, type Pool } from '@app/database';
import { append, once, prepareOutbox } from '@app/outbox';
import {
  createSagas,
  type Outcome,
  prepareSagas,
  type Reply,
  type Saga,
  type SagaDefinition,
  type Sagas,
} from '../src/index.ts';
import { trip } from './trip.ts';

/** A database with sagas, an outbox, and a table of what their owner was told. */
export interface TestSagas {
  readonly url: string;
  readonly pool: Pool;
  readonly sagas: Sagas<Traveller>;
  close(): Promise<void>;
}

export interface Traveller {
  readonly name: string;
}

/** A database of its own, prepared by two instances at once. */
export async function openTestSagas(definition: SagaDefinition = trip): Promise<TestSagas> {
  const { url, ownerUrl, ...database } = await createTestDatabase();
  const options = { ownerUrl, appUrl: url, log: () => undefined };
  await prepareOutbox(options);
  await Promise.all([prepareSagas(options), prepareSagas(options)]);
  const owner = createPool({ url: ownerUrl, max: 1, onError: () => undefined });
  await owner.query(`
    CREATE TABLE public.told (at bigserial, key text, what text);
    GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC;
    GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO PUBLIC;
  `);
  await owner.close();
  const pool = createPool({ url, max: 20, onError: () => undefined });
  return {
    url,
    pool,
    sagas: testSagas(definition),
    async close() {
      await pool.close();
      await database.close();
    },
  };
}

/** Sagas whose commands go to the outbox, and whose owner keeps what it was told. */
export function testSagas(definition: SagaDefinition): Sagas<Traveller> {
  return createSagas(definition, {
    async send(transaction, { id, type, key, data }) {
      const messages = [{ id, key, headers: {}, body: JSON.stringify({ type, data }) }];
      await append(transaction, { broker: 'log', destination: 'commands', messages });
    },
    turned: (transaction, saga) => tell(transaction, saga, `turned: ${saga.cause}`),
    ended: (transaction, saga) => tell(transaction, saga, saga.state),
  });
}

async function tell(transaction: Database, { key }: Saga, what: string): Promise<void> {
  await transaction.query('INSERT INTO public.told (key, what) VALUES ($1, $2)', [key, what]);
}

/** Takes in a reply as a consumer does: with its record of what it has received. */
export async function take(
  { sagas }: Pick<TestSagas, 'sagas'>,
  transaction: Database,
  reply: Reply,
): Promise<Outcome> {
  let outcome: Outcome = 'ignored';
  await once(transaction, 'trips', reply.id, async () => {
    outcome = await sagas.receive(transaction, reply);
  });
  return outcome;
}

/** A reply that says something about a key. */
export function reply(key: string, type: string): Reply {
  return { id: crypto.randomUUID(), type, key };
}

/** Types of the commands in the outbox for a key, in order. */
export async function commandsOf({ pool }: TestSagas, key: string): Promise<string[]> {
  const rows = await pool.query<{ type: string }>(
    `SELECT body::json ->> 'type' AS type FROM outbox.messages WHERE key = $1 ORDER BY position`,
    [key],
  );
  return rows.map(({ type }) => type);
}

/** What the owner of sagas was told of a key, in order. */
export async function toldOf({ pool }: TestSagas, key: string): Promise<string[]> {
  const sql = 'SELECT what FROM public.told WHERE key = $1 ORDER BY at';
  return (await pool.query<{ what: string }>(sql, [key])).map(({ what }) => what);
}

/** Lets the deadline of a saga pass, if it has one. */
export async function expire({ pool }: TestSagas, key: string): Promise<void> {
  await pool.query(
    "UPDATE saga.sagas SET deadline = now() - interval '1 second' WHERE key = $1 AND deadline > now()",
    [key],
  );
}

/** All rows of all tables that a saga has to do with, to be compared. */
export async function everything({ pool }: TestSagas): Promise<string> {
  const tables = ['saga.sagas', 'saga.transitions', 'outbox.messages', 'outbox.received', 'told'];
  const rows = await Promise.all(tables.map((name) => pool.query(`SELECT * FROM ${name}`)));
  return JSON.stringify(rows);
}
