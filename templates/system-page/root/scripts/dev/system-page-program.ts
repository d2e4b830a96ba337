import { requireFreePort } from '../free-port.ts';
import { services } from '../services.ts';
import type { Brokers } from './brokers.ts';
import { type ChildProgram, childProgram } from './child-program.ts';
import { withoutSecrets } from './environment.ts';
import { logOf } from './named-log.ts';

/** The environment variable that moves the page elsewhere. */
const portVariable = 'SYSTEM_PAGE_PORT';

/**
 * The live page of what goes on between the services, for development only: it listens on 127.0.0.1,
 * and is reached through the gateway.
 *
 * @throws Error when its port is taken
 */
export async function openSystemPage(brokers: Brokers): Promise<ChildProgram> {
  await requireFreePort(port(), portVariable);
  return childProgram({
    args: ['scripts/dev/system-page/main.ts'],
    environment: { ...withoutSecrets(), ...brokers, PORT: String(port()) },
    log: logOf('_system'),
    ended: 'it has ended; a change of packages starts it again.',
  });
}

/** Where it is, for the gateway: `system-page=127.0.0.1:8088`. */
export function systemPageAddress(): string {
  return `system-page=127.0.0.1:${port()}`;
}

/** By default the port after those of the services. */
function port(): number {
  const next = Math.max(...services.map((service) => service.port)) + 1;
  return Number(process.env[portVariable] || next);
}
