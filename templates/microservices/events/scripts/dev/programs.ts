import { openBrokers } from './brokers.ts';
import type { ChildProgram } from './child-program.ts';
import type { Databases } from './databases.ts';
import { environmentOf } from './environment.ts';
import { serviceProgram } from './service-program.ts';
import { openSystemPage } from './system-page-program.ts';

/** What runs behind the gateway, by name: the services, and the page of what goes on between them. */
export async function openPrograms({
  server,
  ofServices,
}: Databases): Promise<ReadonlyMap<string, ChildProgram>> {
  const brokers = await openBrokers(server);
  // For those who name them among their secrets.
  Object.assign(process.env, brokers);
  const programs = new Map([['system-page', await openSystemPage(brokers)]]);
  for (const [service, { url }] of ofServices) {
    programs.set(service.name, serviceProgram(service, environmentOf(service, url)));
  }
  return programs;
}
