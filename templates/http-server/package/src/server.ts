import type { FastifyPluginAsyncTypebox, TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyServerOptions,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Limits } from './limits.ts';

/** Routes with their schemas, mounted under a prefix. */
export type Routes = FastifyPluginAsyncTypebox;

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface ServerOptions {
  /** Title of the OpenAPI document. */
  readonly name: string;
  /** Options of pino; secrets are redacted on top of them. False turns logging off. */
  readonly logger: Exclude<FastifyServerOptions['logger'], boolean | undefined> | false;
  /** Requests a client may make in a minute; 0 when something in front limits. */
  readonly rateLimitPerMinute: number;
  /** Proxies whose forwarding headers are believed: addresses or names that proxy-addr knows. */
  readonly trustedProxies: string | false;
  /** Origins that browsers may call from; none by default. */
  readonly corsOrigins?: readonly string[];
  /** What must answer for the instance to be ready, by name. A probe rejects when it is not. */
  readonly readiness: Readonly<Record<string, () => Promise<unknown>>>;
  readonly routes: Readonly<Record<string, Routes>>;
  readonly limits?: Partial<Limits>;
}
export declare function createServer(options: ServerOptions): Promise<Server>;
