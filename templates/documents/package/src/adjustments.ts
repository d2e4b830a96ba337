import type { Adjusted, Adjustment, Collection, Outcome } from './collection.ts';

/** What a document says about an operation. */
export interface Trace {
  /** Whether the operation is recorded as undone; undefined when it is not recorded at all. */
  readonly undone: boolean | undefined;
  /** Attempts from no later than this are refused. */
  readonly horizon: number;
}

/** The statements behind adjustments; each takes effect as a whole or not at all. */
export interface AdjustmentStatements<Content> {
  /**
   * Adds to the number and records the operation, if it is not recorded, not late and does not fall
   * below zero.
   *
   * @returns what is recorded longest; undefined when it was not to be done
   */
  apply(id: string, adjustment: Adjustment<Content>): Promise<Adjusted['recorded'] | undefined>;
  trace(id: string, operation: string): Promise<Trace | undefined>;
  /** Subtracts from the number, if the operation is recorded and not undone. */
  reverse(id: string, adjustment: Adjustment<Content>): Promise<boolean>;
  /** Records the operation as undone, if it is not recorded. */
  block(id: string, adjustment: Adjustment<Content>): Promise<boolean>;
}

/** How many of the operations that are recorded longest an adjustment tells. */
export const toldOperations = 20;

/** Makes the adjustments of a collection out of the statements of a database. */
export function adjustments<Content extends object>(
  statements: AdjustmentStatements<Content>,
): Pick<Collection<Content>, 'adjust' | 'undo'> {
  const { apply, trace, reverse, block } = statements;
  return {
    async adjust(id, adjustment) {
      const recorded = await apply(id, adjustment);
      if (recorded) return { outcome: 'done', recorded };
      const found = await trace(id, adjustment.operation);
      return { outcome: explained(found, adjustment.since), recorded: [] };
    },
    async undo(id, adjustment) {
      // The adjustment may come between the first two: then the third reverses it.
      (await reverse(id, adjustment)) ||
        (await block(id, adjustment)) ||
        (await reverse(id, adjustment));
    },
  };
}

/** Why an adjustment was not applied. */
function explained(trace: Trace | undefined, since: number): Outcome {
  if (!trace) return 'absent';
  if (trace.undone !== undefined) return trace.undone ? 'undone' : 'done';
  return since <= trace.horizon ? 'late' : 'short';
}
