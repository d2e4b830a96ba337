export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Of one connection only (RFC 9110, section 7.6.1), or set by the gateway itself. */
const ours = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-request-id',
]);

/** They tell how a service is built, or are meant for other services. */
const internal = /^(server|x-powered-by|x-(internal|user)-.*)$/;

/** The headers of a service's answer that clients get. */
export function responseHeaders(headers: Headers): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] =>
        entry[1] !== undefined && !ours.has(entry[0]) && !internal.test(entry[0]),
    ),
  );
}
