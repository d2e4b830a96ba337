export { type Static, type TSchema, Type } from '@fastify/type-provider-typebox';
export { Email, Line, Money, Timestamp, Uuid } from './data-types.ts';
export type { Limits } from './limits.ts';
export { createLogger, type Logger, type LogOptions } from './logging.ts';
export { cutPage, decodeCursor, encodeCursor, PageQuery, pageOf } from './pagination.ts';
export { Problem, ProblemSchema, problems } from './problem.ts';
export { type ServeOptions, serve } from './serve.ts';
export { createServer, type Routes, type Server, type ServerOptions } from './server.ts';
