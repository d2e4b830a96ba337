import { Type } from 'typebox';

/** An id; ours are version 7, which sort by time of creation. */
export const Uuid = Type.String({ format: 'uuid' });

/** RFC 3339, in UTC. */
export const Timestamp = Type.String({ format: 'date-time' });

export const Email = Type.String({ format: 'email', maxLength: 254 });

/**
 * One line of text for people, at most so many characters: not blank at either end, and without the
 * control characters and broken surrogates that Postgres cannot store.
 */
export function Line(maxLength: number) {
  const pattern = '^(?!\\s)[^\\p{Cc}\\p{Cs}]+(?<!\\s)$';
  return Type.String({ minLength: 1, maxLength, pattern });
}

/** An amount in minor units (cents) of an ISO 4217 currency. */
export const Money = Type.Object(
  {
    amount: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    currency: Type.String({ pattern: '^[A-Z]{3}$', examples: ['EUR'] }),
  },
  { additionalProperties: false },
);
