import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type {
  ConnectionError,
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import { Problem, problemDocument } from './problem.ts';
import type { Server } from './server.ts';
import { statusNames } from './status-names.ts';

/** Answers every failure, on a known path or not, with a problem document. */
export function registerErrorResponses(server: Server): void {
  server.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = toProblem(error);
    if (problem.status === 500) request.log.error({ err: error }, 'request failed');
    else if (problem.status > 500) request.log.warn({ err: error }, 'request refused');
    return sendProblem(problem, request, reply);
  });
  const limit = server.hasDecorator('rateLimit') ? { preHandler: server.rateLimit() } : {};
  server.setNotFoundHandler(limit, (request, reply) =>
    sendProblem(new Problem(404, 'not-found', 'Nothing is served at this path.'), request, reply),
  );
}

/** Answers requests that match no route because their path cannot be decoded. */
export function unservable(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return sendProblem(toProblem(error), request, reply);
}

/** Answers bytes that are no request, and ends their connection. */
export function unreadable(this: FastifyInstance, error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, code, detail } = connectionFaults[error.code] ?? notHttp;
  const id = randomUUID();
  this.log.debug({ err: error, requestId: id }, 'request not read');
  if (socket.writable) {
    const body = JSON.stringify(problemDocument(new Problem(status, code, detail), id));
    const head = [
      `HTTP/1.1 ${status} ${statusNames[status]}`,
      'connection: close',
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}

const notHttp = { status: 400, code: 'bad-request', detail: 'This is not an HTTP/1.1 request.' };

const connectionFaults: Readonly<Record<string, typeof notHttp>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request-timeout',
    detail: 'The request was not sent in time.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers-too-large',
    detail: 'The headers are too large.',
  },
};

function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(problem.status)
    .headers({ ...problem.headers })
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemDocument(problem, request.id));
}

function toProblem(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error;
  if (error.validation) return validationProblem(error);
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return serverProblem(error);
  return new Problem(status, clientFaults[status] ?? 'bad-request', error.message);
}

const clientFaults: Readonly<Record<number, string>> = {
  408: 'request-timeout',
  413: 'content-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
};

/** The most faults listed in one answer: beyond these the request is something else altogether. */
const maxFaults = 20;

function validationProblem({ validation, validationContext }: FastifyError): Problem {
  const errors = (validation ?? []).slice(0, maxFaults).map((fault) => ({
    path: `${validationContext ?? 'body'}${fault.instancePath}`,
    message:
      fault.keyword === 'additionalProperties'
        ? `must not have the member ${JSON.stringify(fault.params.additionalProperty)}`
        : (fault.message ?? 'is not valid'),
  }));
  return new Problem(400, 'validation', 'The request does not match its schema.', { errors });
}

/** Says nothing about the cause: that is in the log, under the id given as `instance`. */
function serverProblem({ code, statusCode }: FastifyError): Problem {
  if (code === 'FST_ERR_HANDLER_TIMEOUT') {
    return new Problem(503, 'timeout', 'No answer was ready in time.', {}, retryLater);
  }
  if (code === 'FST_UNDER_PRESSURE') {
    return new Problem(503, 'overloaded', 'Too busy now; try again later.', {}, retryLater);
  }
  if (statusCode === 503) {
    return new Problem(503, 'unavailable', 'Try again in a moment.', {}, retryLater);
  }
  return new Problem(500, 'internal', 'Something went wrong on our side.');
}

/** Seconds. */
const retryLater = { 'retry-after': '5' };
