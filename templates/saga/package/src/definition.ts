/** A step: what a participant is asked to do, what it may answer, and what takes it back. */
export interface Step {
  readonly name: string;
  /** Type of the command. */
  readonly command: string;
  /** Type of the reply that says that it is done. */
  readonly success: string;
  /** Types of replies that say that it is not done, and will not be. */
  readonly failures: readonly string[];
  /**
   * What takes it back, also when it was never done: then it never will be. A step without it has
   * nothing to take back; from the pivot on, it cannot be taken back.
   */
  readonly compensation?: { readonly command: string; readonly reply: string };
}

/** A saga as data: its steps in their order, and how long it waits for answers. */
export interface SagaDefinition {
  /** What it is called in the table, such as `order`. */
  readonly kind: string;
  readonly steps: readonly Step[];
  /** Name of the step after whose success the saga is completed, whatever it takes. */
  readonly pivot: string;
  /** How often a command is sent while no reply comes. */
  readonly attempts: number;
  /** How long a reply may take before the command is sent again, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Declares a saga; the identity function, with a check.
 *
 * @throws Error when a step, or a reply, is there twice, or the pivot is none of the steps
 */
export function defineSaga(definition: SagaDefinition): SagaDefinition {
  const { kind, steps, pivot, attempts, timeoutMs } = definition;
  const names = steps.map(({ name }) => name);
  const twice = firstTwice(names) ?? firstTwice(steps.flatMap(repliesTo));
  if (twice) throw new Error(`saga ${kind}: ${twice} is there twice`);
  if (!names.includes(pivot)) throw new Error(`saga ${kind}: the pivot ${pivot} is no step of it`);
  if (attempts < 1 || timeoutMs < 1) throw new Error(`saga ${kind}: it waits for no answer`);
  return definition;
}

/** Where in its order a step is. */
export function indexOf({ kind, steps }: SagaDefinition, name: string): number {
  const index = steps.findIndex((step) => step.name === name);
  if (index < 0)
    throw new Error(`saga ${kind} has no step ${name}: take another kind for new steps`);
  return index;
}

/** Types of all replies that a saga reacts to. */
export function repliesOf({ steps }: SagaDefinition): ReadonlySet<string> {
  return new Set(steps.flatMap(repliesTo));
}

function repliesTo({ success, failures, compensation }: Step): string[] {
  return [success, ...failures, ...(compensation ? [compensation.reply] : [])];
}

function firstTwice(names: readonly string[]): string | undefined {
  return names.find((name, at) => names.indexOf(name) !== at);
}
