import { consul } from './consul.ts';
import type { Discovery } from './discovery.ts';
import type { DiscoveryOptions } from './open.ts';
import { staticTable } from './static-table.ts';

/** Kinds of discovery by the scheme of their URL. */
export const adapters: Readonly<
  Record<string, (url: string, options: DiscoveryOptions) => Discovery>
> = { 'consul:': consul, 'static:': staticTable };
