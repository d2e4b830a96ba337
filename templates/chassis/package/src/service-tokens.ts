/**
 * Tokens by the name of the service at the other end. Each pair of caller and callee has one of its own:
 * a callee cannot use what it is sent to call another in the caller's name.
 */
export type ServiceTokens = ReadonlyMap<string, string>;

/** What a list of tokens must look like: `orders=<token>,payments=<token>`. */
export const serviceTokensPattern = '^[a-z][a-z0-9-]*=[^,]{16,}(,[a-z][a-z0-9-]*=[^,]{16,})*$';

/** Reads a list of tokens, which may be empty. */
export function readServiceTokens(text: string): ServiceTokens {
  const entries = text.split(',').filter(Boolean);
  return new Map(
    entries.map((entry) => {
      const end = entry.indexOf('=');
      return [entry.slice(0, end), entry.slice(end + 1)];
    }),
  );
}
