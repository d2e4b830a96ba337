export const roles = ['customer', 'admin'] as const;

export type Role = (typeof roles)[number];

/** Who makes the request, as their access token says. */
export interface Principal {
  /** A UUID: modules put it into columns of that type. */
  readonly userId: string;
  readonly roles: readonly Role[];
}
