/** Bounds on what one request, and all requests together, may take. */
export interface Limits {
  /** Largest request body, in bytes. */
  readonly bodyBytes: number;
  /** Time to receive a whole request, in milliseconds: a slow sender is cut off with 408. */
  readonly requestTimeoutMs: number;
  /** Time to answer, in milliseconds: then 503, and `request.signal` aborts. */
  readonly handlerTimeoutMs: number;
  /** Mean delay of the event loop above which requests are shed with 503, in milliseconds. */
  readonly maxEventLoopDelayMs: number;
  /** Share of time that the event loop is busy above which requests are shed, 0 to 1. */
  readonly maxEventLoopUtilization: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 64 * 1024,
  requestTimeoutMs: 10_000,
  handlerTimeoutMs: 30_000,
  maxEventLoopDelayMs: 1_000,
  maxEventLoopUtilization: 0.98,
};
