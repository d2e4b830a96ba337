import type { Message } from '@app/messages';

/** Nothing: there is no tracing. */
export function currentTrace(): undefined {
  return undefined;
}

/** Handles a message; there is no trace to go on with. */
export async function inTrace(
  _name: string,
  _message: Message,
  handle: () => Promise<void>,
): Promise<void> {
  await handle();
}
