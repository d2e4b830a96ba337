import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type BreakerState, breakerStates } from './breaker.ts';
import type { Reason } from './callee-unavailable.ts';

export type Outcome = 'answered' | Reason;

/** What `/metrics` shows about calls to other services. */
export class CallMetrics {
  readonly registry = new Registry();
  readonly #calls: Counter;
  readonly #attempts: Histogram;

  /** @param states asked whenever the metrics are: state of the breaker by callee */
  constructor(states: () => Readonly<Record<string, BreakerState>>) {
    const registers = [this.registry];
    this.#calls = new Counter({
      name: 'callee_calls_total',
      help: 'Calls to other services, by how they ended',
      labelNames: ['callee', 'outcome'],
      registers,
    });
    this.#attempts = new Histogram({
      name: 'callee_attempt_duration_seconds',
      help: 'Time that one attempt took, with all of its answer',
      labelNames: ['callee', 'outcome'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
    new Gauge({
      name: 'callee_breaker_state',
      help: '1 for the state in which the breaker is',
      labelNames: ['callee', 'state'],
      registers,
      collect() {
        for (const [callee, current] of Object.entries(states())) {
          for (const state of breakerStates) this.set({ callee, state }, Number(state === current));
        }
      },
    });
  }

  called(callee: string, outcome: Outcome): void {
    this.#calls.inc({ callee, outcome });
  }

  attempted(callee: string, outcome: Outcome, milliseconds: number): void {
    this.#attempts.observe({ callee, outcome }, milliseconds / 1000);
  }
}
