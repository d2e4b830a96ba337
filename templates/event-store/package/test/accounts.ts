import type { Database } from '@app/database';
import { defineEvent } from '@app/events';
import { Type } from 'typebox';
import {
  append,
  defineAggregate,
  defineProjection,
  defineStream,
  type NewEvent,
  type RecordedOf,
  type View,
} from '../src/index.ts';

const Amount = Type.Object({ amount: Type.Integer() });

export const accounts = defineStream({
  name: 'account',
  events: [
    defineEvent('bank.opened', 'An account was opened', Type.Object({ owner: Type.String() })),
    defineEvent('bank.paid-in', 'Money came', Amount),
    defineEvent('bank.paid-out', 'Money went', Amount),
  ],
});

export type AccountEvent = NewEvent<typeof accounts>;

export interface Account {
  readonly owner?: string;
  readonly balance: number;
  /** Versions of the events that it was folded from. */
  readonly versions: readonly number[];
}

export function evolve(account: Account, event: RecordedOf<typeof accounts>): Account {
  const versions = [...account.versions, event.version];
  switch (event.type) {
    case 'bank.opened':
      return { ...account, versions, owner: event.data.owner };
    case 'bank.paid-in':
      return { ...account, versions, balance: account.balance + event.data.amount };
    case 'bank.paid-out':
      return { ...account, versions, balance: account.balance - event.data.amount };
  }
}

export const account = defineAggregate({
  stream: accounts,
  version: 1,
  initial: { balance: 0, versions: [] } as Account,
  evolve,
  snapshotEvery: 5,
});

export const paidIn = (amount: number): AccountEvent => ({
  type: 'bank.paid-in',
  data: { amount },
});
export const paidOut = (amount: number): AccountEvent => ({
  type: 'bank.paid-out',
  data: { amount },
});
export const opened = (owner: string): AccountEvent => ({ type: 'bank.opened', data: { owner } });

/** Adds events to the stream of an account. */
export function book(
  database: Database,
  id: string,
  expectedVersion: number,
  ...events: readonly AccountEvent[]
) {
  return append(database, accounts, { id, expectedVersion, events });
}

async function add({ transaction, build }: View, id: string, amount: number, version: number) {
  await transaction.query(
    `INSERT INTO bank.balances AS balances VALUES ($1, $2, $3, ARRAY[$4::integer])
     ON CONFLICT (build, id) DO UPDATE SET balance = balances.balance + excluded.balance,
       versions = balances.versions || excluded.versions`,
    [build, id, amount, version],
  );
}

export const balances = defineProjection({
  name: 'balances',
  version: 1,
  tables: ['bank.balances'],
  streams: [accounts],
  handlers: {
    'bank.opened': ({ subject, version }, view) => add(view, subject, 0, version),
    'bank.paid-in': ({ subject, data, version }, view) => add(view, subject, data.amount, version),
    'bank.paid-out': ({ subject, data, version }, view) =>
      add(view, subject, -data.amount, version),
  },
});

export const bookings = defineProjection({
  name: 'bookings',
  version: 1,
  tables: ['bank.bookings'],
  streams: [accounts],
  handlers: {
    'bank.paid-in': async ({ position, data }, { transaction, build }) => {
      await transaction.query('INSERT INTO bank.bookings VALUES ($1, $2, $3)', [
        build,
        position,
        data.amount,
      ]);
    },
  },
});

export const definitions = { aggregates: [account], projections: [balances, bookings] };

/** What readers see of an account. */
export async function balanceOf(database: Database, id: string): Promise<number | undefined> {
  return (await viewOf(database, id))?.balance;
}

/** The whole row of an account in the live view. */
export async function viewOf(database: Database, id: string) {
  const [row] = await database.query<{ balance: number; versions: number[] }>(
    `SELECT balance, versions FROM bank.balances
     WHERE build = event_store.live_build('balances') AND id = $1`,
    [id],
  );
  return row;
}
