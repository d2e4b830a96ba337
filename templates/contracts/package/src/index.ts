export {
  type AnswerTo,
  type AnyEndpoint,
  type CallTo,
  type Endpoint,
  endpoint,
  pathOf,
  type Responses,
  routeOf,
} from './endpoint.ts';
