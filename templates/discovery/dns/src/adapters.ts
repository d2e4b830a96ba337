import type { Discovery } from './discovery.ts';
import { dns } from './dns.ts';
import type { DiscoveryOptions } from './open.ts';
import { staticTable } from './static-table.ts';

/** Kinds of discovery by the scheme of their URL. */
export const adapters: Readonly<
  Record<string, (url: string, options: DiscoveryOptions) => Discovery>
> = { 'dns:': dns, 'static:': staticTable };
