export { inject } from './inject.ts';
export { type Exchange, exchange, type Interaction } from './interaction.ts';
export { assertContract, type Callee, replay } from './replay.ts';
