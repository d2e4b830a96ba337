import type { Static, TObject, TSchema, TUndefined } from 'typebox';

/** Schemas of the answers that a caller handles, by status. */
export type Responses = Readonly<Record<number, TSchema>>;

/** What one service offers to another: both sides are written against this one declaration. */
export interface Endpoint<
  Params extends TObject = TObject,
  Body extends TSchema = TSchema,
  Answers extends Responses = Responses,
> {
  /** The service that serves it. */
  readonly callee: string;
  readonly summary: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below `/internal`, which the gateway never routes; `:name` stands for a parameter. */
  readonly path: `/internal/${string}`;
  readonly params: Params;
  /** `Type.Undefined()` when there is none. */
  readonly body: Body;
  /** The answers that a caller handles; any other is a failure of the callee. */
  readonly responses: Answers;
  /** Whether it is idempotent, so that a caller may send it again. */
  readonly repeatable: boolean;
}

export type AnyEndpoint = Endpoint;

/** Declares an endpoint; the identity function with the types in place. */
export function endpoint<
  Params extends TObject,
  Body extends TSchema,
  const Answers extends Responses,
>(declaration: Endpoint<Params, Body, Answers>): Endpoint<Params, Body, Answers> {
  return declaration;
}

/** What a caller sends; `body` is left out where the endpoint takes none. */
export type CallTo<E extends AnyEndpoint> = {
  readonly params: Static<E['params']>;
} & BodyOf<E['body']>;

type BodyOf<Body extends TSchema> = TSchema extends Body
  ? { readonly body?: unknown }
  : Body extends TUndefined
    ? { readonly body?: undefined }
    : { readonly body: Static<Body> };

/** What a caller gets, told apart by the status; the body of an empty answer is null. */
export type AnswerTo<E extends AnyEndpoint> = {
  [Status in keyof E['responses'] & number]: {
    readonly status: Status;
    readonly body: Static<E['responses'][Status]>;
  };
}[keyof E['responses'] & number];

/** The path of one call: its parameters, encoded, in their places. */
export function pathOf<E extends AnyEndpoint>(
  { path }: Pick<E, 'path'>,
  params: Static<E['params']>,
): string {
  const values = params as Readonly<Record<string, unknown>>;
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

/**
 * The options with which the callee serves an endpoint.
 *
 * @example server.route({ ...routeOf(payments.capture), onRequest, handler })
 */
export function routeOf<Params extends TObject, Body extends TSchema, Answers extends Responses>({
  method,
  path,
  params,
  body,
  responses,
}: Endpoint<Params, Body, Answers>): {
  method: Endpoint['method'];
  url: string;
  schema: RouteSchema<Params, Body, Answers>;
} {
  // Hidden from the API description: the gateway shows that to everyone.
  const schema = { hide: true, params, response: responses };
  const takesBody = !('type' in body && body.type === 'undefined');
  return {
    method,
    url: path,
    schema: (takesBody ? { ...schema, body } : schema) as RouteSchema<Params, Body, Answers>,
  };
}

type RouteSchema<Params, Body, Answers> = {
  hide: true;
  params: Params;
  response: Answers;
} & (Body extends TUndefined ? unknown : { body: Body });
