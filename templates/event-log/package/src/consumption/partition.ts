import type { DeadLetter, HandleTogether, Log, SubscriptionOptions } from '../event-log.ts';
import { countWithin } from '../portion.ts';
import { deliver } from './deliver.ts';
import { deliverTogether } from './deliver-together.ts';
import type { Claim, LogRecord, Position } from './membership.ts';
import type { Slots } from './slots.ts';

/** What a partition needs of its subscription. */
export interface Surroundings {
  readonly options: SubscriptionOptions;
  readonly slots: Slots;
  readonly log: Log;
  /** Says that everything before a position is done. */
  commit(position: Position): void;
  /** Keeps a dead letter; resolves to whether it is kept. */
  bury(letter: DeadLetter, record: LogRecord, ending: AbortSignal): Promise<boolean>;
  /** Called when there is room for more records. */
  onRoom(): void;
}

/** More records are fetched when fewer than these wait. */
const fewRecords = 50;

/**
 * The most that is handled together: many enough that one commit for all weighs little on each, and so few
 * that what they change is not locked for long.
 */
const most = { messages: 100, bytes: 1024 * 1024 };

/** Handles the records of one partition in their order, alone or together, until it is ended. */
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

  /** Takes records that follow those before; what came before is left out. */
  push(records: readonly LogRecord[]): void {
    if (this.ended) return;
    for (const record of records) {
      if (record.offset < this.#next) continue;
      this.#next = record.offset + 1;
      this.#waiting.push(record);
    }
    if (this.#waiting.length > 0) this.#work ??= this.#handleAll();
  }

  /** Begins nothing new; resolves when nothing is in hand. */
  async end(): Promise<void> {
    this.#ending.abort();
    await this.#work;
  }

  async #handleAll(): Promise<void> {
    while (this.#waiting.length > 0 && (await this.#handleNext())) {}
    this.#work = undefined;
  }

  /** @returns whether to go on */
  async #handleNext(): Promise<boolean> {
    const together = this.#surroundings.options.together?.[this.claim.topic];
    if (!together) return this.#handleEach(this.#take(1));
    const records = this.#take(countWithin(this.#waiting, most, ({ message }) => message));
    return (await this.#handleTogether(records, together)) || this.#handleEach(records);
  }

  #take(count: number): readonly LogRecord[] {
    const hadRoom = this.hasRoom();
    const taken = this.#waiting.splice(0, count);
    if (!hadRoom && this.hasRoom()) this.#surroundings.onRoom();
    return taken;
  }

  /** @returns whether that was done; a record that waits alone is not worth it */
  async #handleTogether(records: readonly LogRecord[], handle: HandleTogether): Promise<boolean> {
    const last = records.at(-1);
    if (!last || records.length === 1) return false;
    const isDone = await deliverTogether(records, handle, this.#surroundings, this.#ending.signal);
    if (isDone) this.#commit(last);
    return isDone;
  }

  async #handleEach(records: readonly LogRecord[]): Promise<boolean> {
    for (const record of records) {
      if (this.ended || !(await this.#handle(record))) return false;
      this.#commit(record);
    }
    return true;
  }

  async #handle(record: LogRecord): Promise<boolean> {
    const { options, bury } = this.#surroundings;
    const outcome = await deliver(record, options, this.#surroundings, this.#ending.signal);
    if (typeof outcome === 'object') return bury(outcome, record, this.#ending.signal);
    return outcome === 'handled';
  }

  #commit({ offset }: LogRecord): void {
    this.#surroundings.commit({ ...this.claim, offset: offset + 1 });
  }
}
