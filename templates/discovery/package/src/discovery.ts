/** Where one instance of a service listens. */
export interface Instance {
  readonly host: string;
  readonly port: number;
}

/** Looks services up. */
export interface Directory {
  /**
   * The instances of a service that are up, as far as is known; none for a service nobody knows.
   * Never rejects: through an outage of the registry it is the last known list.
   */
  instancesOf(service: string): Promise<readonly Instance[]>;
}

/** Where services are looked up, and where this instance makes itself known. */
export interface Discovery extends Directory {
  /** Makes this instance known once it listens, and keeps it known; never rejects. */
  register(self: { service: string; port: number }): void;
  /** Takes this instance off the list, so that nobody new calls it; never rejects. */
  deregister(): Promise<void>;
  /** Ends all lookups. */
  close(): void;
}

/** What discovery logs with, a part of pino. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
