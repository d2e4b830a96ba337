import { queues, topics } from '@app/contracts/topology';
import { openEventLog } from '@app/event-log';
import { createLogger, createServer, serve } from '@app/http-server';
import { brokers } from '@app/messaging';
import { readSettings } from '@app/settings';
import { openTaskQueue } from '@app/task-queue';
import { Type } from 'typebox';
import { services } from '../../services.ts';
import { createBrokerWatch } from './broker-watch.ts';
import { listen, RecentEvents } from './recent-events.ts';
import { systemPageRoutes } from './routes.ts';

const clientId = 'system-page';

const settings = readSettings(Type.Object({ ...brokers, PORT: Type.Integer() }), process.env);
// Each look at the page is a request: what is worth a line is only what goes wrong.
const log = createLogger('warn');
const events = openEventLog({ url: settings.EVENT_LOG_URL, clientId, log });
const tasks = openTaskQueue({ url: settings.TASK_QUEUE_URL, clientId, log });
const recent = new RecentEvents();
listen(events, topics, recent);
const watch = createBrokerWatch({
  events,
  tasks,
  groups: services.map(({ name }) => name),
  topics,
  queues,
});
const server = await createServer({
  name: clientId,
  logger: log,
  rateLimitPerMinute: 0,
  trustedProxies: false,
  readiness: {},
  entrance: true,
  routes: { '/_system': systemPageRoutes(recent, watch) },
});
await serve(server, {
  host: '127.0.0.1',
  port: settings.PORT,
  drainMs: 0,
  deadlineMs: 4_000,
  close: async () => {
    await Promise.all([events.close(), tasks.close()]);
  },
});
