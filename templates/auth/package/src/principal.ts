export const roles = ['customer', 'admin'] as const;

export type Role = (typeof roles)[number];

/** Who makes the request, as their access token says. */
export interface Principal {
  readonly userId: string;
  readonly roles: readonly Role[];
}
