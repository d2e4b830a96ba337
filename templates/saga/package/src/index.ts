export { causes, type Direction, type Progress, type State } from './advance.ts';
export type { Command } from './command.ts';
export { deadlinePass } from './deadlines.ts';
export { defineSaga, type SagaDefinition, type Step } from './definition.ts';
export { type SagaRoutesOptions, sagaRoutes } from './http/saga-routes.ts';
export type { Saga, Transition } from './saga.ts';
export { createSagas, type Effects, type Outcome, type Reply, type Sagas } from './sagas.ts';
export { prepareSagas, withSagas } from './storage.ts';
export { forgetEnded } from './trimming.ts';
