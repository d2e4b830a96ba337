export interface EmbeddedPostgres {
  /** Connection string of the owner. */
  readonly url: string;
  stop(): Promise<void>;
}
export interface EmbeddedOptions {
  readonly folder: string | undefined;
  readonly port?: number;
}
export declare function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres>;
