import { indexOf, type SagaDefinition, type Step } from './definition.ts';

/** All states; the last two are ends. */
export const states = ['running', 'compensating', 'stuck', 'completed', 'compensated'] as const;

export type State = (typeof states)[number];

export type Direction = 'forward' | 'backward';

/** How far a saga is. */
export interface Progress {
  readonly state: State;
  /** The step whose reply is awaited; at the end, the last one. */
  readonly step: string;
  /** Whether the step is done or taken back; of a stuck saga, too. */
  readonly direction: Direction;
  /** How often the command was sent since the saga came to the step, or was retried. */
  readonly attempts: number;
  /** Why it goes backward: the type of a reply, `timed_out`, `aborted`, or what it was cancelled with. */
  readonly cause: string | null;
  /** What went wrong last. */
  readonly lastError: string | null;
}

/** What may happen to a saga. */
export type Input =
  | { readonly kind: 'reply'; readonly type: string }
  /** No reply came in time. */
  | { readonly kind: 'deadline' }
  /** Whoever owns the saga wants it undone, even when it is completed. */
  | { readonly kind: 'cancel'; readonly cause: string }
  /** An operator wants a stuck saga to go on. */
  | { readonly kind: 'retry' }
  /** An operator wants a saga that is not completed undone. */
  | { readonly kind: 'abort' };

/** The causes that a saga itself knows. */
export const causes = { timedOut: 'timed_out', aborted: 'aborted' } as const;

/** How a saga begins. */
export function begin({ kind, steps }: SagaDefinition): Progress {
  const [first] = steps;
  if (!first) throw new Error(`saga ${kind} has no steps`);
  return {
    state: 'running',
    step: first.name,
    direction: 'forward',
    attempts: 1,
    cause: null,
    lastError: null,
  };
}

/**
 * What becomes of a saga. While it then waits for a reply, the command of its step is to be sent: the
 * step is new, or the command is sent again.
 *
 * @returns undefined when the input does not concern it now, as a reply that is late or comes again
 */
export function advance(
  definition: SagaDefinition,
  progress: Progress,
  input: Input,
): Progress | undefined {
  switch (input.kind) {
    case 'reply':
      return isEnded(progress) ? undefined : onReply(definition, progress, input.type);
    case 'deadline':
      return isWaiting(progress) ? onDeadline(definition, progress) : undefined;
    case 'cancel':
      return takeBack(definition, progress, input.cause);
    case 'retry':
      return progress.state === 'stuck' ? goOn(progress, progress.step) : undefined;
    case 'abort':
      return isEnded(progress) ? undefined : takeBack(definition, progress, causes.aborted);
  }
}

/** Whether it is completed or compensated. */
export function isEnded({ state }: Progress): boolean {
  return state === 'completed' || state === 'compensated';
}

/** Whether it waits for a reply, and sends the command again when none comes. */
export function isWaiting({ state }: Progress): boolean {
  return state === 'running' || state === 'compensating';
}

/** Type of the command whose reply a saga awaits. */
export function commandOf(definition: SagaDefinition, { step, direction }: Progress): string {
  const { command, compensation } = stepAt(definition, indexOf(definition, step));
  if (direction === 'forward') return command;
  if (!compensation) throw new Error(`saga ${definition.kind}: ${step} has no compensation`);
  return compensation.command;
}

function onReply(
  definition: SagaDefinition,
  progress: Progress,
  type: string,
): Progress | undefined {
  const index = indexOf(definition, progress.step);
  const { name, success, failures, compensation } = stepAt(definition, index);
  if (progress.direction === 'backward') {
    return type === compensation?.reply ? compensate(definition, progress, index - 1) : undefined;
  }
  if (type === success) {
    const next = definition.steps[index + 1];
    return next ? goOn(progress, next.name) : { ...progress, state: 'completed' };
  }
  if (!failures.includes(type)) return undefined;
  if (index <= indexOf(definition, definition.pivot)) {
    return compensate(definition, { ...progress, cause: type }, index - 1);
  }
  return { ...progress, state: 'stuck', lastError: `${name} failed after the pivot: ${type}` };
}

function onDeadline(definition: SagaDefinition, progress: Progress): Progress {
  const { attempts, direction, step } = progress;
  if (attempts < definition.attempts) return { ...progress, attempts: attempts + 1 };
  const lastError = `no reply to ${commandOf(definition, progress)}, sent ${attempts} times`;
  const index = indexOf(definition, step);
  const beforePivot = index <= indexOf(definition, definition.pivot);
  if (direction === 'forward' && beforePivot && isReversible(definition, index)) {
    return compensate(definition, { ...progress, cause: causes.timedOut, lastError }, index);
  }
  return { ...progress, state: 'stuck', lastError };
}

/** Turns a saga that goes forward, or is completed. The step at hand may be done: it is taken back, too. */
function takeBack(
  definition: SagaDefinition,
  progress: Progress,
  cause: string,
): Progress | undefined {
  const index = indexOf(definition, progress.step);
  if (progress.direction === 'backward' || !isReversible(definition, index)) return undefined;
  return compensate(definition, { ...progress, cause }, index);
}

/** Goes to the last step, up to one, that has something to take back. */
function compensate(definition: SagaDefinition, progress: Progress, from: number): Progress {
  const last = definition.steps.slice(0, from + 1).findLast(({ compensation }) => compensation);
  const backward: Progress = { ...progress, direction: 'backward' };
  return last ? goOn(backward, last.name) : { ...backward, state: 'compensated' };
}

function goOn(progress: Progress, step: string): Progress {
  const state = progress.direction === 'forward' ? 'running' : 'compensating';
  return { ...progress, state, step, attempts: 1 };
}

/** Whether everything up to a step can be taken back: from the pivot on, not everything can. */
function isReversible(definition: SagaDefinition, index: number): boolean {
  const fromPivot = definition.steps.slice(indexOf(definition, definition.pivot), index + 1);
  return fromPivot.every(({ compensation }) => compensation !== undefined);
}

function stepAt({ kind, steps }: SagaDefinition, index: number): Step {
  const step = steps[index];
  if (!step) throw new RangeError(`saga ${kind} has no step ${index}`);
  return step;
}
