/** What goes over a broker. */
export interface Message {
  /** UUID; the same however often it is delivered. */
  readonly id: string;
  /** Messages of one key keep their order. */
  readonly key: string;
  /** By name, in lower case; see `headers` for those that have a meaning here. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
}
