import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits a moment for a port on 127.0.0.1, which an earlier run may be about to leave.
 *
 * @param variable the environment variable that moves the port
 * @throws Error when it stays taken
 */
export async function requireFreePort(port: number, variable = 'PORT'): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (await isFree(port)) return;
    await wait(200);
  }
  throw new Error(`port ${port} is taken: stop what listens there, or set ${variable} to another`);
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
