import { createLogger, createServer, serve } from '@app/http-server';

const [, , port, target = ''] = process.argv;

/** Answers each request to `/relay` with what the target answers. */
const server = await createServer({
  name: 'relay',
  logger: createLogger('info'),
  rateLimitPerMinute: 0,
  trustedProxies: false,
  readiness: {},
  routes: {
    '/relay': async (routes) => {
      routes.get('/', async () => (await fetch(target)).json());
    },
  },
});
const close = async () => undefined;
const times = { drainMs: 0, deadlineMs: 5_000 };
await serve(server, { host: '127.0.0.1', port: Number(port), ...times, close });
