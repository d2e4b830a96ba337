import type { AnyEndpoint } from '@app/contracts';
import { payments } from '@app/contracts/payments';
import { products } from '@app/contracts/products';
import type { Pool } from '@app/database';
import type { Platform } from '#platform';
import type { Step } from './domain/step.ts';
import { releaseKey } from './infrastructure/idempotency-store.ts';
import { claimDue, completeSteps, type DueIntent } from './infrastructure/intent-store.ts';

type Context = Pick<Platform, 'connect' | 'log' | 'pool'>;

/**
 * Takes the steps that are due when it is called, and not what falls due meanwhile: a service that is
 * away would keep that coming for ever. Never rejects.
 */
export type TakeSteps = (pass?: Pass) => Promise<void>;

export interface Pass {
  /** The order whose steps are taken; all of them when left out. */
  readonly orderId?: string;
  /** A service that is known to be away: its steps are left for later. */
  readonly away?: string | undefined;
  /** Ends the pass early, once the orders that it has claimed are through. */
  readonly signal?: AbortSignal;
}

/** For how many orders steps are taken at once. */
const batchSize = 20;

/** When a step that failed is tried again, in milliseconds: later than a call may take. */
const retryAfterMs = 15_000;

const endpoints: Readonly<Record<Step, AnyEndpoint>> = {
  capture: payments.capture,
  void: payments.void,
  refund: payments.refund,
  release: products.release,
};

/**
 * Brings other services in line with what was decided here. Each order is claimed for a while before
 * its steps are tried, and each step is idempotent at its service, so that this may run in every
 * instance, and again after a crash.
 */
export function createTakeSteps(context: Context): TakeSteps {
  const { pool, log } = context;
  return async ({ orderId, away, signal } = {}) => {
    try {
      let due: DueIntent[];
      let passBegan: string | undefined;
      do {
        due = await claim(pool, { orderId, dueAt: passBegan, retryAfterMs, limit: batchSize });
        passBegan ??= due[0]?.claimedAt;
        await Promise.all(due.map((intent) => takeAll(context, intent, away)));
      } while (due.length === batchSize && !signal?.aborted);
    } catch (error) {
      log.error({ err: error }, 'cannot read or record the steps that are due');
    }
  };
}

async function claim(pool: Pool, due: Parameters<typeof claimDue>[1]): Promise<DueIntent[]> {
  return pool.transaction(async (transaction) => {
    const claimed = await claimDue(transaction, due);
    for (const { orderId, abandoned } of claimed) {
      if (abandoned) await releaseKey(transaction, orderId);
    }
    return claimed;
  });
}

async function takeAll(
  context: Context,
  { orderId, steps }: DueIntent,
  away: string | undefined,
): Promise<void> {
  const possible = steps.filter((step) => endpoints[step].callee !== away);
  const taken = await Promise.all(possible.map((step) => take(context, orderId, step)));
  const done = possible.filter((_, index) => taken[index]);
  await context.pool.transaction((transaction) => completeSteps(transaction, orderId, done));
}

async function take({ connect, log }: Context, orderId: string, step: Step): Promise<boolean> {
  const endpoint = endpoints[step];
  try {
    const { status, body } = await connect(endpoint.callee).send(endpoint, { params: { orderId } });
    if (status < 300) return true;
    log.error({ orderId, step, refusal: body }, 'a step was refused: it needs a human');
  } catch (error) {
    log.warn({ err: error, orderId, step }, 'a step is not taken yet');
  }
  return false;
}
