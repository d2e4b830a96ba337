import { adapters } from './adapters.ts';
import type { Discovery, Log } from './discovery.ts';

export interface DiscoveryOptions {
  /**
   * The address at which others reach this instance; by default the one from which it reaches the
   * registry.
   */
  readonly advertiseHost?: string | undefined;
  readonly log: Log;
}

/**
 * Opens the discovery that a URL names; nothing is connected until the first use.
 *
 * @throws TypeError when there is no adapter for the URL, or it is incomplete
 */
export function openDiscovery(url: string, options: DiscoveryOptions): Discovery {
  const scheme = url.slice(0, url.indexOf(':') + 1);
  const open = adapters[scheme];
  if (!open) throw new TypeError(`no discovery for ${scheme || 'a URL without a scheme'}`);
  return open(url, options);
}

/** Says whether there is an adapter for a URL, and the URL says all that it needs. */
export function isDiscoveryUrl(url: string): boolean {
  try {
    openDiscovery(url, { log: { info: () => undefined, warn: () => undefined } });
    return true;
  } catch {
    return false;
  }
}
