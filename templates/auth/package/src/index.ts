export { type Authentication, authentication } from './authentication.ts';
export { isPrivateKey, type TokenIssuer, type TokenResponse, tokenIssuer } from './issuer.ts';
export type { Principal, Role } from './principal.ts';
export { readPublicKey, type TokenVerifier, tokenVerifier } from './verifier.ts';
