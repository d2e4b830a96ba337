import type { Spec } from './spec.ts';

/**
 * Adds the context `users` where it is not named: it issues the tokens that every other context checks.
 * A service that was named alone stays alone, so that it is refused as one.
 */
export function withIssuer(spec: Spec): Spec {
  const { style, contexts } = spec;
  const isAlone = style === 'microservices' && contexts.length === 1;
  if (isAlone || contexts.some(({ name }) => name === 'users')) return spec;
  return { ...spec, contexts: [{ name: 'users' }, ...contexts] };
}
