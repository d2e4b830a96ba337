import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from '../report.ts';
import { type Load, latencyMs } from './load.ts';

/**
 * Where the time of one order at a time goes: what its callees take, and how many transactions there are.
 *
 * @param orders address of the orders service, which measures its calls
 * @param minimal address of the minimal app, which asks the database server
 */
export async function orderTimeFigures(
  order: Load,
  orders: string,
  minimal: string,
): Promise<Figure[]> {
  const before = await seen(orders, minimal);
  await latencyMs(order);
  const after = await seen(orders, minimal);
  const callees = ['products', 'payments'] as const;
  // Each order asks products once, and payments twice.
  const placed = after.products.calls - before.products.calls;
  return [
    ...callees.map((callee) => ({
      what: `of which orders waits for ${callee}`,
      value: ((after[callee].seconds - before[callee].seconds) * 1000) / placed,
      unit: 'ms',
    })),
    {
      what: 'transactions of all databases for one order',
      value: (after.transactions - before.transactions) / placed,
      unit: '',
    },
  ];
}

async function seen(orders: string, minimal: string) {
  // A connection of Postgres tells what it did only once it was idle for 10 s.
  await sleep(11_000);
  const metrics = await (await fetch(`${orders}/metrics`)).text();
  const response = await fetch(`${minimal}/transactions`);
  const { count } = (await response.json()) as { count: number };
  return {
    transactions: count,
    products: callsTo('products', metrics),
    payments: callsTo('payments', metrics),
  };
}

/** How often a callee was asked, and how long that took together. */
function callsTo(callee: string, metrics: string): { calls: number; seconds: number } {
  const read = (part: 'count' | 'sum') => {
    const line = new RegExp(
      `^callee_attempt_duration_seconds_${part}\\{callee="${callee}",outcome="answered"\\} (.+)$`,
      'm',
    );
    return Number(line.exec(metrics)?.[1]);
  };
  return { calls: read('count'), seconds: read('sum') };
}
