import { type Client, clientOf } from './client.ts';
import { openEventLog, openPool, openTaskQueue } from './generated.ts';
import { type Mail, readMails } from './mails.ts';
import type { HostileMessage, RunRecord } from './record.ts';

/** All that can be seen of a system from outside, and in its databases where that is not enough. */
export interface Observation {
  readonly orders: ReadonlyMap<string, Order>;
  /** By order. */
  readonly payments: ReadonlyMap<string, readonly Payment[]>;
  readonly shipments: ReadonlyMap<string, readonly Shipment[]>;
  /** By product. */
  readonly stock: ReadonlyMap<string, Stock>;
  readonly mails: readonly Mail[];
  /** The books of the payment provider: how many charges there are in each state. */
  readonly charges: Readonly<Record<string, number>>;
  /** Messages in outboxes, by service. */
  readonly outboxes: Readonly<Record<string, number>>;
  /** Messages that groups are behind, by group. */
  readonly lag: Readonly<Record<string, number>>;
  readonly waitingTasks: number;
  readonly deadLetters: readonly DeadLetter[];
  /** Which groups consume a topic, or work a queue. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Sagas that have not ended. */
  readonly openSagas: readonly string[];
}

export interface Order {
  readonly id: string;
  readonly status: string;
  readonly reason?: string;
  /** As the list says, which is a view of its own. */
  readonly listed: string | undefined;
  /** Types of what happened to it, in order. */
  readonly history: readonly string[];
  readonly total: { readonly amount: number };
}

export interface Payment {
  readonly orderId: string;
  readonly status: string;
  readonly total: { readonly amount: number };
}

export interface Shipment {
  readonly orderId: string;
  readonly status: string;
}

export interface Stock {
  readonly available: number;
  readonly reserved: number;
  /** As the catalogue shows it. */
  readonly shown: number;
}

export interface DeadLetter extends Omit<HostileMessage, 'kind'> {
  readonly group: string;
  readonly reason: string;
  /** How often it was tried before it was given up. */
  readonly attempts: number;
}

export async function observe(record: RunRecord): Promise<Observation> {
  const admin = await clientOf(record.baseUrl).as(record.admin);
  const customers = await readCustomers(record);
  return {
    orders: new Map(customers.flatMap(({ orders }) => orders).map((order) => [order.id, order])),
    payments: byOrder(customers.flatMap(({ payments }) => payments)),
    shipments: byOrder(customers.flatMap(({ shipments }) => shipments)),
    stock: await readStock(record, admin),
    mails: readMails(record.mailFolder),
    openSagas: record.saga === 'orchestration' ? await readOpenSagas(admin) : [],
    ...(await readDatabases(record)),
    ...(await readBrokers(record)),
  };
}

function byOrder<Item extends { readonly orderId: string }>(items: readonly Item[]) {
  const grouped = new Map<string, Item[]>();
  for (const item of items) {
    grouped.set(item.orderId, [...(grouped.get(item.orderId) ?? []), item]);
  }
  return grouped;
}

async function readCustomers({ baseUrl, customers }: RunRecord) {
  const all = [];
  for (const account of customers) {
    const client = await clientOf(baseUrl).as(account);
    all.push({
      orders: await readOrders(client),
      payments: (await client.list('/api/payments')) as Payment[],
      shipments: (await client.list('/api/shipments')) as Shipment[],
    });
  }
  return all;
}

async function readOrders(client: Client): Promise<Order[]> {
  const orders: Order[] = [];
  for (const listed of await client.list('/api/orders')) {
    const { body } = await client.insist([200], 'GET', `/api/orders/${listed.id}`);
    const history = await client.insist([200], 'GET', `/api/orders/${listed.id}/history`);
    const types = history.body.items.map(({ type }: { type: string }) => type);
    orders.push({ ...body, listed: listed.status, history: types });
  }
  return orders;
}

async function readStock({ products }: RunRecord, admin: Client): Promise<Map<string, Stock>> {
  const stock = new Map<string, Stock>();
  for (const { id } of products) {
    const { body } = await admin.insist([200], 'GET', `/api/inventory/${id}`);
    const shown = await admin.insist([200], 'GET', `/api/products/${id}`);
    stock.set(id, { ...body, shown: shown.body.stock });
  }
  return stock;
}

async function readOpenSagas(admin: Client): Promise<string[]> {
  const sagas = await admin.list('/api/sagas');
  return sagas
    .filter(({ endedAt }) => endedAt === null)
    .map(({ key, state, step }) => `${key} ${state} at ${step}`);
}

async function readDatabases({ repository, databaseUrls }: RunRecord) {
  const read = async <Row>(service: string, sql: string): Promise<Row[]> => {
    const pool = await openPool(repository, String(databaseUrls[service]));
    return pool.query<Row>(sql).finally(() => pool.close());
  };
  const outboxes: Record<string, number> = {};
  for (const service of Object.keys(databaseUrls)) {
    const sql = 'SELECT count(*)::integer AS count FROM outbox.messages';
    const [row] = await read<{ count: number }>(service, sql);
    outboxes[service] = row?.count ?? 0;
  }
  const charges = await read<{ state: string; count: number }>(
    'payments',
    'SELECT state, count(*)::integer AS count FROM payments.fake_provider_charges GROUP BY state',
  );
  return {
    outboxes,
    charges: Object.fromEntries(charges.map(({ state, count }) => [state, count])),
  };
}

const emailQueue = 'email-queue';

async function readBrokers({ repository, brokers, databaseUrls }: RunRecord) {
  const events = await openEventLog(repository, brokers.EVENT_LOG_URL);
  const tasks = await openTaskQueue(repository, brokers.TASK_QUEUE_URL);
  const groups = new Map<string, string[]>([[emailQueue, [emailQueue]]]);
  const lag: Record<string, number> = {};
  const deadLetters: DeadLetter[] = [];
  try {
    for (const group of Object.keys(databaseUrls)) {
      const partitions = await events.lag(group);
      lag[group] = partitions.reduce((sum, { behind }) => sum + behind, 0);
      for (const topic of new Set(partitions.map((partition) => partition.topic))) {
        groups.set(topic, [...(groups.get(topic) ?? []), group]);
        for (const letter of await events.deadLetters({ topic, group, limit: 1_000 })) {
          const { message, ...why } = letter;
          deadLetters.push({ id: message.id, destination: topic, group, ...why });
        }
      }
    }
    const { waiting } = await tasks.depth(emailQueue);
    for (const { message, ...why } of await tasks.deadLetters(emailQueue, 1_000)) {
      deadLetters.push({ id: message.id, destination: emailQueue, group: emailQueue, ...why });
    }
    return { groups, lag, deadLetters, waitingTasks: waiting };
  } finally {
    await Promise.all([events.close(), tasks.close()]);
  }
}
