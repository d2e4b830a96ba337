/** The verbs besides the default one, each with what it does. */
export const verbs = {
  recommend: 'rank the architecture styles for your situation, with reasons',
  completion: 'print a completion script for your shell',
} as const;

/** The shells that `completion` has a script for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];
