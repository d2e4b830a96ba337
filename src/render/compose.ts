import type { ComposeService } from '../plan/feature.ts';
import type { Plan } from '../plan/plan.ts';

/** Names of the compose services, in the order they were contributed. */
export function serviceList(plan: Plan): readonly string[] {
  return Object.keys(plan.compose.services);
}

/**
 * Joins what features said about compose into one document: each service with the environment,
 * dependencies, files and ports that others add to it.
 *
 * @throws Error when something is added to a service that nobody defines, or that the service has
 */
export function composeDocument(plan: Plan): Record<string, unknown> {
  const { services, environment, dependsOn, mounts, storage, ports, networks, volumes } =
    plan.compose;
  for (const added of [environment, dependsOn, mounts, storage, ports]) {
    for (const name of Object.keys(added)) {
      if (!services[name]) throw new Error(`no feature defines the compose service ${name}`);
    }
  }
  const joined = Object.entries(services).map(([name, service]) => [
    name,
    joinService(service, {
      environment: environment[name] ?? {},
      dependsOn: dependsOn[name] ?? {},
      mounts: mounts[name] ?? {},
      storage: storage[name] ?? {},
      ports: ports[name] ?? [],
    }),
  ]);
  return {
    name: plan.spec.name,
    services: Object.fromEntries(joined) as unknown,
    ...(Object.keys(networks).length > 0 && { networks }),
    ...(Object.keys(volumes).length > 0 && { volumes }),
  };
}

type Json = ComposeService[string];
type Table = Readonly<Record<string, Json>>;
type Texts = Readonly<Record<string, string>>;

interface Additions {
  readonly environment: Texts;
  readonly dependsOn: Texts;
  readonly mounts: Texts;
  readonly storage: Texts;
  readonly ports: readonly string[];
}

function joinService(
  service: ComposeService,
  { environment, dependsOn, mounts, storage, ports }: Additions,
): ComposeService {
  const mounted = [
    ...Object.entries(mounts).map(([target, source]) => `${source}:${target}:ro`),
    ...Object.entries(storage).map(([target, volume]) => `${volume}:${target}`),
  ];
  const conditions = Object.entries(dependsOn).map(([name, condition]) => [name, { condition }]);
  return {
    ...service,
    ...(Object.keys(environment).length > 0 && {
      environment: extended(service.environment, environment),
    }),
    ...(conditions.length > 0 && {
      depends_on: extended(service.depends_on, Object.fromEntries(conditions)),
    }),
    ...(mounted.length > 0 && {
      volumes: [...((service.volumes as string[] | undefined) ?? []), ...mounted],
    }),
    ...(ports.length > 0 && { ports }),
  };
}

/** A table of a service with what others add; neither writes over the other. */
function extended(own: Json | undefined, added: Table): Table {
  const table = (own ?? {}) as Table;
  const twice = Object.keys(added).find((key) => Object.hasOwn(table, key));
  if (twice) throw new Error(`a compose service has ${twice} already`);
  return { ...table, ...added };
}
