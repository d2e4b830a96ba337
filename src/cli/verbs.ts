/** The verbs besides the default one, each with what it does. */
export const verbs = {
  recommend: 'rank the architecture styles for your situation, with reasons',
  completion: 'print a completion script for your shell',
} as const;
