import type { DeadLetter, SubscriptionOptions } from '../event-log.ts';
import { deliver } from './deliver.ts';
import type { Claim, LogRecord, Position } from './membership.ts';
import type { Slots } from './slots.ts';

/** What a partition needs of its subscription. */
export interface Surroundings {
  readonly options: SubscriptionOptions;
  readonly slots: Slots;
  /** Says that everything before a position is done. */
  commit(position: Position): void;
  /** Keeps a dead letter; resolves to whether it is kept. */
  bury(letter: DeadLetter, record: LogRecord, ending: AbortSignal): Promise<boolean>;
  /** Called when there is room for more records. */
  onRoom(): void;
}

/** More records are fetched when fewer than these wait. */
const fewRecords = 50;

/** Handles the records of one partition, one after the other, until it is ended. */
export class Partition {
  readonly claim: Claim;
  readonly #surroundings: Surroundings;
  readonly #ending = new AbortController();
  readonly #waiting: LogRecord[] = [];
  #next: number;
  #work: Promise<void> | undefined;

  constructor(claim: Claim, surroundings: Surroundings) {
    this.claim = claim;
    this.#surroundings = surroundings;
    this.#next = claim.offset;
  }

  get ended(): boolean {
    return this.#ending.signal.aborted;
  }

  hasRoom(): boolean {
    return !this.ended && this.#waiting.length < fewRecords;
  }

  /** From where to fetch. */
  position(): Position {
    return { ...this.claim, offset: this.#next };
  }

  /** Takes a record that follows those before; one that came before is left out. */
  push(record: LogRecord): void {
    if (this.ended || record.offset < this.#next) return;
    this.#next = record.offset + 1;
    this.#waiting.push(record);
    this.#work ??= this.#handleAll();
  }

  /** Begins nothing new; resolves when nothing is in hand. */
  async end(): Promise<void> {
    this.#ending.abort();
    await this.#work;
  }

  async #handleAll(): Promise<void> {
    for (let record = this.#waiting.shift(); record; record = this.#waiting.shift()) {
      if (this.ended || !(await this.#handle(record))) break;
      this.#surroundings.commit({ ...this.claim, offset: record.offset + 1 });
      if (this.#waiting.length === fewRecords - 1) this.#surroundings.onRoom();
    }
    this.#work = undefined;
  }

  async #handle(record: LogRecord): Promise<boolean> {
    const { options, slots, bury } = this.#surroundings;
    const outcome = await deliver(record, options, slots, this.#ending.signal);
    if (typeof outcome === 'object') return bury(outcome, record, this.#ending.signal);
    return outcome === 'handled';
  }
}
