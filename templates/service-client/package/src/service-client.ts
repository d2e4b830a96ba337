import { setTimeout as wait } from 'node:timers/promises';
import { type AnswerTo, type AnyEndpoint, type CallTo, pathOf } from '@app/contracts';
import { Balancer, type Directory, type Instance } from '@app/discovery';
import type { Agent } from 'undici';
import { checked } from './answer-check.ts';
import type { Breaker } from './breaker.ts';
import { remainingBudget } from './call-context.ts';
import type { CallMetrics } from './call-metrics.ts';
import { CalleeUnavailable } from './callee-unavailable.ts';
import { exchange, type Outgoing } from './exchange.ts';
import type { Policy } from './policy.ts';
import { fullJitter, RetryBudget } from './retry-budget.ts';

/** Calls one service. */
export interface ServiceClient {
  /** @throws CalleeUnavailable when there is no answer that the contract knows */
  send<E extends AnyEndpoint>(endpoint: E, call: CallTo<E>): Promise<AnswerTo<E>>;
}

export interface ClientParts {
  readonly callee: string;
  /** Proves to the callee who calls. */
  readonly token: string;
  readonly policy: Policy;
  readonly directory: Directory;
  readonly connections: Promise<Agent>;
  readonly breaker: Breaker;
  readonly metrics: CallMetrics;
}

/**
 * Sends requests to the instances of one service: bounded in time and in number, repeated where that
 * is safe, and not at all while the breaker is open.
 */
export class BreakingClient implements ServiceClient {
  readonly #parts: ClientParts;
  readonly #balancer = new Balancer();
  readonly #retries = new RetryBudget();
  #inFlight = 0;

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  async send<E extends AnyEndpoint>(endpoint: E, call: CallTo<E>): Promise<AnswerTo<E>> {
    const { callee, metrics } = this.#parts;
    try {
      const answer = await this.#withinBulkhead(() => this.#unlessOpen(endpoint, call));
      metrics.called(callee, 'answered');
      return answer;
    } catch (error) {
      if (error instanceof CalleeUnavailable) metrics.called(callee, error.reason);
      throw error;
    }
  }

  /** So that one slow callee does not take all the memory and connections of the caller. */
  async #withinBulkhead<Result>(work: () => Promise<Result>): Promise<Result> {
    const { callee, policy } = this.#parts;
    if (this.#inFlight >= policy.concurrency) throw new CalleeUnavailable(callee, 'saturated');
    this.#inFlight++;
    try {
      return await work();
    } finally {
      this.#inFlight--;
    }
  }

  /** That nobody waits any more says nothing of the callee: the breaker does not see it. */
  async #unlessOpen<E extends AnyEndpoint>(endpoint: E, call: CallTo<E>): Promise<AnswerTo<E>> {
    const { callee, policy, breaker } = this.#parts;
    const budgetMs = remainingBudget(policy.budgetMs);
    if (budgetMs <= 0) throw new CalleeUnavailable(callee, 'timeout');
    const deadline = performance.now() + budgetMs;
    return breaker.run(() => this.#sendRepeatedly(endpoint, call, deadline));
  }

  async #sendRepeatedly<E extends AnyEndpoint>(
    endpoint: E,
    { params, body }: CallTo<E>,
    deadline: number,
  ): Promise<AnswerTo<E>> {
    const { callee, policy, breaker } = this.#parts;
    const { method, repeatable } = endpoint;
    const path = pathOf(endpoint, params);
    const content = body === undefined ? undefined : JSON.stringify(body);
    const outgoing = { callee, method, path, body: content };
    const tried: Tried = { last: undefined, known: 0, failures: [] };
    this.#retries.earn();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(endpoint, outgoing, deadline, tried);
      } catch (error) {
        const delayMs = fullJitter(attempt, policy.retryMs);
        const again =
          repeatable &&
          error instanceof CalleeUnavailable &&
          error.isFault &&
          attempt < mostAttempts(policy, error, tried) &&
          performance.now() + delayMs < deadline &&
          this.#retries.spend();
        if (!again) {
          for (const failure of tried.failures) breaker.count(failure);
          throw error;
        }
        // Counts only if no other attempt makes it good: one instance that fails is not the callee.
        tried.failures.push(error);
        await wait(delayMs);
      }
    }
  }

  /** @param tried gets the instance that was taken; one that was there before is avoided */
  async #attempt<E extends AnyEndpoint>(
    endpoint: E,
    outgoing: Outgoing,
    deadline: number,
    tried: Tried,
  ): Promise<AnswerTo<E>> {
    const { callee, policy, directory, breaker } = this.#parts;
    if (breaker.state === 'open') throw new CalleeUnavailable(callee, 'open');
    const instances = await directory.instancesOf(callee);
    const timeoutMs = Math.ceil(Math.min(policy.attemptTimeoutMs, deadline - performance.now()));
    if (timeoutMs <= 0) throw new CalleeUnavailable(callee, 'timeout');
    tried.known = instances.length;
    const lease = this.#balancer.take(instances, tried.last);
    if (!lease) throw new CalleeUnavailable(callee, 'no-instance');
    tried.last = lease.instance;
    let worked = true;
    try {
      return await this.#measured(endpoint, outgoing, lease.instance, timeoutMs);
    } catch (error) {
      worked = !(error instanceof CalleeUnavailable && error.isFault);
      throw error;
    } finally {
      lease.done(worked);
    }
  }

  async #measured<E extends AnyEndpoint>(
    endpoint: E,
    outgoing: Outgoing,
    instance: Instance,
    timeoutMs: number,
  ): Promise<AnswerTo<E>> {
    const { callee, token, connections, metrics } = this.#parts;
    const started = performance.now();
    const handles = (status: number) => status in endpoint.responses;
    try {
      const options = { timeoutMs, token, handles };
      const received = await exchange(await connections, instance, outgoing, options);
      const answer = checked(endpoint, received);
      metrics.attempted(callee, 'answered', performance.now() - started);
      return answer;
    } catch (error) {
      const outcome = error instanceof CalleeUnavailable ? error.reason : 'failed';
      metrics.attempted(callee, outcome, performance.now() - started);
      throw error;
    }
  }
}

/** What the attempts of one call have come across. */
interface Tried {
  last: Instance | undefined;
  /** How many instances there are. */
  known: number;
  readonly failures: CalleeUnavailable[];
}

/** Who hangs is not waited for again: after a timeout, a further attempt is for another instance. */
function mostAttempts({ attempts }: Policy, error: CalleeUnavailable, { known }: Tried): number {
  return error.reason === 'timeout' ? Math.min(attempts, known) : attempts;
}
