import type { ChildProgram } from './child-program.ts';
import type { Databases } from './databases.ts';
import { environmentOf } from './environment.ts';
import { serviceProgram } from './service-program.ts';

/** What runs behind the gateway, by name: the services. */
export async function openPrograms({
  ofServices,
}: Databases): Promise<ReadonlyMap<string, ChildProgram>> {
  return new Map(
    [...ofServices].map(([service, { url }]) => [
      service.name,
      serviceProgram(service, environmentOf(service, url)),
    ]),
  );
}
