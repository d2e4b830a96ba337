/** What is still to be done at another service, so that it agrees with what was decided here. */
export type Step = 'capture' | 'void' | 'refund' | 'release';
