import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

const secrets = ['authorization', 'cookie', 'password', 'paymentToken', 'access_token'];

export interface LogOptions {
  /** Fields to add to every line, asked for at each. */
  readonly fields?: () => Record<string, string>;
  /** Where lines go; standard output by default. */
  readonly destination?: DestinationStream;
}

/**
 * One JSON object a line. Fields that hold secrets are redacted, at the top of a line and up to two
 * levels below.
 *
 * @param level trace, debug, info, warn, error, fatal or silent
 */
export function createLogger(level: string, options: LogOptions = {}): Logger {
  const { fields, destination = pino.destination(1) } = options;
  const redact = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const serializers = { req: describeRequest, res: describeReply, err: pino.stdSerializers.err };
  return pino({ level, redact, serializers, ...(fields && { mixin: fields }) }, destination);
}

/** One line for each request, when it is done; none for routes that are silent. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'requestId' });
  }

  override incomingRequest(): void {}

  override requestCompleted(error: Error | null, req: FastifyRequest, res: FastifyReply): void {
    const fields = { req, res, ms: Math.round(res.elapsedTime), ...(error && { err: error }) };
    req.log.info(fields, 'request completed');
  }
}

/** Leaves out headers and the query, which may hold what must not be kept. */
function describeRequest(request: FastifyRequest): object {
  const [path] = request.url.split('?', 1);
  return { method: request.method, path, client: request.ip };
}

function describeReply(reply: FastifyReply): object {
  return { status: reply.statusCode };
}
