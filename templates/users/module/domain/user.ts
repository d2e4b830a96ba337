import type { Role } from '@app/auth';

/** An account, without its password. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly createdAt: Date;
}

/** An account that is about to be made. */
export interface Registration {
  /** Normalised. */
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
}
