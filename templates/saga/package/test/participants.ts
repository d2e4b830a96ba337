import type { SagaDefinition, Step } from '../src/index.ts';

/** What a participant does with a command: does it, refuses it, or never hears of it. */
export type Behaviour = 'does' | 'refuses' | 'is silent';

interface Sent {
  readonly id: string;
  readonly type: string;
}

/**
 * All participants of a saga, as they have to be: a command that comes again has no effect, and one
 * that is late finds that it was taken back before, answers so, and does nothing.
 */
export class Participants {
  /** Names of steps that are done now, in the order in which they were done. */
  readonly standing: string[] = [];
  /** Names of all steps that were ever done, in order. */
  readonly done: string[] = [];
  /** Names of steps in the order in which they were taken back. */
  readonly undone: string[] = [];
  readonly #handled = new Set<string>();
  readonly #withdrawn = new Set<string>();
  readonly #steps: readonly Step[];
  readonly #behaviours: Readonly<Record<string, Behaviour>>;

  constructor({ steps }: SagaDefinition, behaviours: Readonly<Record<string, Behaviour>>) {
    this.#steps = steps;
    this.#behaviours = behaviours;
  }

  /** @returns the type of the reply, if there is one */
  handle({ id, type }: Sent): string | undefined {
    if (this.#handled.has(id)) return undefined;
    const undoing = this.#steps.find(({ compensation }) => compensation?.command === type);
    if (undoing) {
      this.#handled.add(id);
      return this.#undo(undoing);
    }
    const step = this.#steps.find(({ command }) => command === type);
    if (!step || this.#behaviours[step.name] === 'is silent') return undefined;
    this.#handled.add(id);
    return this.#do(step);
  }

  #do({ name, success, failures, compensation }: Step): string | undefined {
    if (this.#withdrawn.has(name)) return compensation?.reply;
    if (this.#behaviours[name] === 'refuses') return failures[0];
    this.done.push(name);
    this.standing.push(name);
    return success;
  }

  #undo({ name, compensation }: Step): string | undefined {
    this.#withdrawn.add(name);
    const at = this.standing.indexOf(name);
    if (at >= 0) {
      this.standing.splice(at, 1);
      this.undone.push(name);
    }
    return compensation?.reply;
  }
}
