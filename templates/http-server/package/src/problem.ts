import { type Static, type TUnsafe, Type } from 'typebox';
import { statusNames } from './status-names.ts';

/** The body of every failed response (RFC 9457); further members depend on the type. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'The kind of problem: urn:problem:<code>' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String({ description: 'The request that failed: urn:request:<x-request-id>' }),
  },
  { $id: 'Problem', additionalProperties: true },
);

type ProblemDocument = Static<typeof ProblemSchema>;

/**
 * Response schemas for failures, to spread into the `response` of a route.
 *
 * @example response: { 200: Order, ...problems(401, 404) }
 */
export function problems<const Status extends number>(
  ...statuses: readonly Status[]
): Record<Status, TUnsafe<ProblemDocument>> {
  const entries = statuses.map((status) => [
    status,
    { $ref: 'Problem#', description: statusNames[status] },
  ]);
  return Object.fromEntries(entries);
}

/**
 * A failure that the client is told about. Thrown from a hook or a handler, it becomes the response.
 *
 * @param status HTTP status, 400 to 599
 * @param code kebab-case; becomes `urn:problem:<code>` and, in words, the title
 * @param detail what is wrong this time and what to do; shown to the client
 * @param extensions further members of the body
 * @param headers sent with the response, such as `retry-after`
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly extensions: Readonly<Record<string, unknown>>;
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

/** The body that describes a problem to the client of one request. */
export function problemDocument(problem: Problem, requestId: string): ProblemDocument {
  const { status, code, message, extensions } = problem;
  const words = code.replaceAll('-', ' ');
  return {
    ...extensions,
    type: `urn:problem:${code}`,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    status,
    detail: message,
    instance: `urn:request:${requestId}`,
  };
}
