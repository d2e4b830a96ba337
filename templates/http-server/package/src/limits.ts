/** Bounds on what one request, and all requests together, may take. */
export interface Limits {
  /** Largest request body, in bytes; more is 413. */
  readonly bodyBytes: number;
  /** Time to receive a whole request, in milliseconds; a slower sender is cut off with 408. */
  readonly requestTimeoutMs: number;
  /** Time to answer, in milliseconds; then 503, and `request.signal` aborts. */
  readonly handlerTimeoutMs: number;
  /**
   * Mean delay of the event loop, in milliseconds, above which requests are shed with 503. Infinity sheds
   * none; any number does once a second passes in which the loop does not turn at all.
   */
  readonly maxEventLoopDelayMs: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 64 * 1024,
  requestTimeoutMs: 10_000,
  handlerTimeoutMs: 30_000,
  maxEventLoopDelayMs: 1_000,
};
