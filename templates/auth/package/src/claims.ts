/** The only algorithm we sign with and accept (RFC 9864). */
export const algorithm = 'EdDSA';

/** What issuer and verifier must agree on. */
export interface TokenAudience {
  readonly issuer: string;
  readonly audience: string;
}
