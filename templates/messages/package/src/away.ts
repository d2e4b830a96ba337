/**
 * Says whether an error tells that something is away which the handler of a message needs, such as its
 * database, and nothing of the message. It does when it has the `statusCode` with which a request would be
 * answered then: 503.
 */
export function isAway(error: unknown): boolean {
  return (Object(error) as { readonly statusCode?: unknown }).statusCode === 503;
}
