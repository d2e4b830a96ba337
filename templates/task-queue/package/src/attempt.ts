import { type Message, Unprocessable } from '@app/messages';
import type { WorkOptions } from './task-queue.ts';

/** How often a task may lose its worker in the middle before it is given up: it may be what kills them. */
export const lossLimit = 20;

/** Why such a task is a dead letter. */
export const lostReason = `its workers were lost ${lossLimit + 1} times`;

/** An attempt that did not succeed. */
export interface Failure {
  readonly reason: string;
  /** All attempts so far. */
  readonly attempts: number;
  /** The pause before the next attempt, in milliseconds; undefined when there is none to be made. */
  readonly pauseMs: number | undefined;
}

/**
 * Lets the handler try a task once.
 *
 * @param failures attempts that failed before
 * @returns undefined when it succeeded
 */
export async function attempt(
  message: Message,
  failures: number,
  options: WorkOptions,
): Promise<Failure | undefined> {
  const attempts = failures + 1;
  try {
    await options.handle(message, { attempt: attempts });
    return undefined;
  } catch (error) {
    const last = error instanceof Unprocessable || attempts >= options.attempts;
    const pauseMs = last ? undefined : pauseAfter(attempts, options.backoffMs);
    return { reason: reasonOf(error), attempts, pauseMs };
  }
}

/** Not random: in RabbitMQ there is a queue for each pause that occurs. */
function pauseAfter(attempts: number, backoffMs: number): number {
  return Math.min(backoffMs * 2 ** (attempts - 1), longestPauseMs);
}

const longestPauseMs = 3_600_000;

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
