export { Type } from 'typebox';
export { repeatInBackground } from './background.ts';
export { Email, Line, Money, Timestamp, Uuid } from './data-types.ts';
export {
  allowedVersions,
  contentTag,
  IfMatch,
  isFresh,
  NotModified,
  versionTag,
} from './entity-tag.ts';
export type { Limits } from './limits.ts';
export { createLogger, type Logger, type LogOptions } from './logging.ts';
export type { Measured } from './metrics.ts';
export { cutPage, decodeCursor, PageQuery, pageOf } from './pagination.ts';
export { Problem, problems } from './problem.ts';
export { PortTaken, type ServeOptions, serve } from './serve.ts';
export { createServer, type Routes, type Server, type ServerOptions } from './server.ts';
