/** What a context of the sample domain needs; any other name gets the CRUD resource. */
export interface SampleContext {
  /** Contexts whose public interface it calls. */
  readonly uses: readonly string[];
  /** One sentence for the README and the architecture page. */
  readonly about: string;
}

export const sampleContexts: Readonly<Record<string, SampleContext>> = {
  users: { uses: [], about: 'registration, sign-in, access tokens' },
  products: { uses: [], about: 'the catalogue with prices and stock' },
  payments: { uses: [], about: 'authorises, captures and refunds through a payment provider' },
  orders: { uses: ['products', 'payments'], about: 'places and cancels orders in one transaction' },
};

/** Contexts that a context calls; none for a custom one. */
export function contextUses(name: string): readonly string[] {
  return Object.hasOwn(sampleContexts, name) ? (sampleContexts[name]?.uses ?? []) : [];
}
