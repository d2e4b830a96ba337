/** The only algorithm we sign with and accept (RFC 7518): every gateway can verify it. */
export const algorithm = 'ES256';

/** What issuer and verifier must agree on. */
export interface TokenAudience {
  readonly issuer: string;
  readonly audience: string;
}
