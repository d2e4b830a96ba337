import type { HandleTogether, Log } from '../event-log.ts';
import type { LogRecord } from './membership.ts';
import type { Slots } from './slots.ts';

/**
 * Hands records that follow each other to a handler, once.
 *
 * @returns whether all of them took effect; otherwise each has to be delivered by itself
 */
export async function deliverTogether(
  records: readonly LogRecord[],
  handle: HandleTogether,
  { slots, log }: { readonly slots: Slots; readonly log: Log },
  ending: AbortSignal,
): Promise<boolean> {
  try {
    return await slots.with(async () => {
      if (ending.aborted) return false;
      await handle(records.map(({ message }) => message));
      return true;
    });
  } catch (error) {
    const [first] = records;
    const fields = { err: error, topic: first?.topic, partition: first?.partition };
    log.info(
      { ...fields, offset: first?.offset, messages: records.length },
      'messages that could not be handled together are handled one by one',
    );
    return false;
  }
}
