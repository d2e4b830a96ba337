import { adapters } from './adapters.ts';
import type { EventLog, Log } from './event-log.ts';

export interface EventLogOptions {
  /** Its scheme names the adapter. */
  readonly url: string;
  /** Says to the broker who is connected, such as the name of the service. */
  readonly clientId: string;
  /** After so long without a sign of life a consumer is replaced, in milliseconds; 10 s by default. */
  readonly memberTimeoutMs?: number;
  readonly log: Log;
}

export interface PrepareEventLogOptions {
  /** What `openEventLog` is given, with the rights of the application. */
  readonly url: string;
  /** The same with the rights of the owner. */
  readonly ownerUrl: string;
  readonly log: (message: string) => void;
}

/** A kind of event log. */
export interface Adapter {
  open(options: Required<EventLogOptions>): EventLog;
  prepare(options: PrepareEventLogOptions): Promise<void>;
}

/**
 * Opens an event log. Nothing is connected until the first use.
 *
 * @throws TypeError when there is no adapter for the URL
 */
export function openEventLog(options: EventLogOptions): EventLog {
  return adapterFor(options.url).open({ memberTimeoutMs: 10_000, ...options });
}

/** Makes what an event log needs before it is opened; safe from many instances at once. */
export function prepareEventLog(options: PrepareEventLogOptions): Promise<void> {
  return adapterFor(options.url).prepare(options);
}

/** Says whether there is an adapter for a URL. */
export function isEventLogUrl(url: string): boolean {
  return Object.hasOwn(adapters, schemeOf(url));
}

function adapterFor(url: string): Adapter {
  const adapter = isEventLogUrl(url) ? adapters[schemeOf(url)] : undefined;
  if (!adapter)
    throw new TypeError(`no event log for ${schemeOf(url) || 'a URL without a scheme'}`);
  return adapter;
}

function schemeOf(url: string): string {
  return url.slice(0, url.indexOf(':') + 1);
}
