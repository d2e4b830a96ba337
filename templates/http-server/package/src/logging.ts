import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

const secrets = ['authorization', 'cookie', 'password', 'paymentToken', 'access_token'];

/**
 * One JSON object per line on standard output. Fields that hold secrets are redacted, at the top of
 * a line and up to two levels below.
 *
 * @param level trace, debug, info, warn, error, fatal or silent
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    serializers: { req: describeRequest, res: describeReply, err: pino.stdSerializers.err },
  };
  return destination ? pino(options, destination) : pino(options);
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
