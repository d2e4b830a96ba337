/**
 * Why a call gave no answer that the contract knows.
 *
 * - `open`: the breaker is; nothing was sent
 * - `no-instance`: discovery knows none; nothing was sent
 * - `saturated`: too many calls are in flight; nothing was sent
 * - `timeout`: no answer in time; what was asked for may have happened
 * - `failed`: the connection broke, or the status was 5xx; what was asked for may have happened
 * - `unexpected`: an answer that is not in the contract; a defect of one of the two sides
 */
export type Reason = 'open' | 'no-instance' | 'saturated' | 'timeout' | 'failed' | 'unexpected';

/** A service that was called gave no usable answer. Left alone, it becomes a 503. */
export class CalleeUnavailable extends Error {
  readonly statusCode = 503;
  readonly callee: string;
  readonly reason: Reason;

  constructor(callee: string, reason: Reason, cause?: unknown) {
    super(`${callee} is unavailable: ${reason}`, { cause });
    this.name = 'CalleeUnavailable';
    this.callee = callee;
    this.reason = reason;
  }

  /** Whether the callee is unwell: counts for the breaker, and is worth another try elsewhere. */
  get isFault(): boolean {
    return this.reason === 'timeout' || this.reason === 'failed';
  }
}
