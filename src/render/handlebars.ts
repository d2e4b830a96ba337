/**
 * What templates may call besides plain holes. Escaping is off: nothing rendered here is HTML.
 * Conditions beyond these belong in `src/features`.
 */
export const templateFunctions = {
  /** True when two values are the same. */
  eq: (left: unknown, right: unknown): boolean => left === right,
} as const;

/** Options with which every template is compiled; an unknown hole is an error, not an empty text. */
export const compileOptions = { noEscape: true, strict: true, knownHelpersOnly: false } as const;
