import { Type } from '@fastify/type-provider-typebox';
import { STATUS_CODES } from 'node:http';

/** The body of every failed response (RFC 9457); further members depend on the type. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'Identifies the kind of problem', format: 'uri' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String(),
    instance: Type.String({ description: 'The request that failed, as urn:request:<x-request-id>' }),
  },
  { $id: 'Problem', additionalProperties: true },
);

const ProblemReference = Type.Unsafe<Type.Static<typeof ProblemSchema>>(
  Type.Object({}, { $ref: 'Problem#' }),
);

/**
 * Response schemas for failures, to spread into the `response` of a route.
 *
 * @example response: { 200: Order, ...problems(401, 404) }
 */
export function problems<const Status extends number>(
  ...statuses: readonly Status[]
): Record<Status, typeof ProblemSchema> {
  const entries = statuses.map((status) => [status, reference(status)]);
  return Object.fromEntries(entries) as Record<Status, typeof ProblemSchema>;
}

/**
 * A failure that the client is told about. Throw it from a handler or from the domain's edge.
 *
 * @param status HTTP status, 400 to 599
 * @param code kebab-case, becomes `urn:problem:<code>` and, in words, the title
 * @param detail what is wrong this time and what to do; shown to the client
 * @param extensions further members of the body
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Headers to send with it, such as `retry-after`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    extensions: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.extensions = extensions;
    this.headers = headers;
  }
}
