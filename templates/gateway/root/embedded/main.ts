import { createLogger, PortTaken, serve } from '@app/http-server';
import { SettingsError } from '@app/settings';
import { readConfig } from './config.ts';
import { createGateway } from './gateway.ts';

try {
  const config = readConfig(process.env);
  const { server, close } = await createGateway(config, createLogger(config.LOG_LEVEL));
  const times = { drainMs: 0, deadlineMs: 8_000 };
  await serve(server, { host: config.HOST, port: config.PORT, ...times, close });
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof PortTaken)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
