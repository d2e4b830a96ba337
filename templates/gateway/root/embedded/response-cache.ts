/** An answer of a service, all of it. */
export interface Whole {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** An answer that may be given again. */
export interface Kept extends Whole {
  /** When it was given, in milliseconds since the epoch. */
  readonly since: number;
}

interface Entry extends Kept {
  readonly until: number;
  /** Headers of the request that the answer depends on (RFC 9111, section 4.1). */
  readonly selecting: Readonly<Record<string, string | undefined>>;
}

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

const maxEntries = 1_000;

/** Answers to open reads of one route, in memory, each for a few seconds. */
export class ResponseCache {
  readonly #entries = new Map<string, Entry>();
  #changes = 0;

  /** How many changes there were; an answer that was asked for before the last one is not kept. */
  get changes(): number {
    return this.#changes;
  }

  /** The kept answer that fits the request, while it is fresh. */
  find(url: string, request: RequestHeaders, now = Date.now()): Kept | undefined {
    const entry = this.#entries.get(url);
    if (!entry || entry.until <= now) return undefined;
    const fits = Object.entries(entry.selecting).every(([name, value]) => request[name] === value);
    return fits ? entry : undefined;
  }

  /**
   * Keeps an answer; one to another variant of the request makes room for it.
   *
   * @param asked `changes` when the service was asked
   */
  keep(
    url: string,
    request: RequestHeaders,
    answer: Whole,
    { seconds, asked }: { seconds: number; asked: number },
  ): void {
    if (asked !== this.#changes) return;
    const vary = String(answer.headers.vary ?? '');
    if (vary.includes('*')) return;
    const names = vary.split(',').map((name) => name.trim().toLowerCase());
    const selecting = Object.fromEntries(
      names.filter(Boolean).map((name) => [name, request[name]?.toString()]),
    );
    this.#entries.delete(url);
    const since = Date.now();
    this.#entries.set(url, { ...answer, selecting, since, until: since + seconds * 1_000 });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > maxEntries && oldest !== undefined) this.#entries.delete(oldest);
  }

  /** Forgets what a change may have made wrong (RFC 9111, section 4.4): all of it. */
  changed(): void {
    this.#changes += 1;
    this.#entries.clear();
  }
}
