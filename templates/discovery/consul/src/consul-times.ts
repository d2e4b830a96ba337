/** How long what takes, in milliseconds; tests are less patient. */
export interface ConsulTimes {
  /** The first lookup of a service, before it finds nobody. */
  readonly firstAnswer: number;
  /** Between tries while Consul is away. */
  readonly retry: number;
  /** Between looks at whether Consul still knows this instance. */
  readonly registration: number;
  /**
   * After Consul was away or has lost what it knew, an empty list is not believed for so long: the
   * instances that are up register again first.
   */
  readonly recovery: number;
  /** What a registration that ends may hold up a shutdown. */
  readonly farewell: number;
}

export const defaultTimes: ConsulTimes = {
  firstAnswer: 2_000,
  retry: 1_000,
  registration: 10_000,
  recovery: 30_000,
  farewell: 1_000,
};
