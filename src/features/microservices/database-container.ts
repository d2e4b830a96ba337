import type { ComposeService, Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { requiredVariable } from '../compose-variables.ts';
import { confined, limits, postgresContainer } from '../containers.ts';
import { databaseOf } from '../contexts.ts';
import { environmentName } from './environment-name.ts';

/** The database server of one service, and how it is reached. */
export interface DatabaseContainer {
  /** Its compose service and its volume. */
  readonly name: string;
  /** The network that only the server, the service and its migration are on. */
  readonly network: string;
  readonly service: ComposeService;
  /** Connection string with the rights to migrate. */
  readonly ownerUrl: string;
  /** Connection string with the rights of the service. */
  readonly url: string;
  readonly technology: string;
  readonly protocol: string;
  readonly env: NonNullable<Contribution['env']>;
}

/** The server that holds the data of a service, of the kind that the spec says. */
export function databaseContainer(spec: Spec, service: string): DatabaseContainer {
  const owner = `${environmentName(service)}_DATABASE_PASSWORD`;
  const app = `${environmentName(service)}_APP_DATABASE_PASSWORD`;
  const network = `${service}-data`;
  const env = {
    [owner]: {
      about: `Password of the owner of the database of ${service} in Docker, who migrates it.`,
      generated: 'password',
    },
    [app]: {
      about: `Password of the role of ${service} in its database in Docker.`,
      generated: 'password',
    },
  } as const;
  const server = databaseOf(spec, service) === 'mongodb' ? mongo : postgres;
  return { network, env, ...server({ service, network, owner, app }) };
}

interface Naming {
  readonly service: string;
  readonly network: string;
  /** Names of the variables that hold the passwords. */
  readonly owner: string;
  readonly app: string;
}

type Server = Omit<DatabaseContainer, 'network' | 'env'>;

function postgres({ service, network, owner, app }: Naming): Server {
  const name = `${service}-postgres`;
  const url = (user: string, password: string) =>
    `postgres://${user}:${requiredVariable(password)}@${name}:5432/app`;
  return {
    name,
    service: {
      ...postgresContainer,
      environment: {
        POSTGRES_USER: 'owner',
        POSTGRES_PASSWORD: requiredVariable(owner),
        POSTGRES_DB: 'app',
      },
      networks: [network],
      volumes: [`${name}:/var/lib/postgresql`],
    },
    ownerUrl: url('owner', owner),
    url: url('app', app),
    technology: 'PostgreSQL 18',
    protocol: 'SQL',
  };
}

function mongo({ service, network, owner, app }: Naming): Server {
  const name = `${service}-mongo`;
  const url = (user: string, password: string, source: string) =>
    `mongodb://${user}:${requiredVariable(password)}@${name}:27017/app?authSource=${source}`;
  return {
    name,
    service: {
      image: 'mongo:8',
      restart: 'unless-stopped',
      user: 'mongodb',
      ...confined,
      environment: {
        MONGO_INITDB_ROOT_USERNAME: 'owner',
        MONGO_INITDB_ROOT_PASSWORD: requiredVariable(owner),
      },
      // By its name: while it sets itself up, the server listens on 127.0.0.1 only, and is not ready.
      healthcheck: {
        test: ['CMD', 'mongosh', '--quiet', '--host', name, '--eval', 'db.adminCommand("ping").ok'],
        interval: '5s',
        // mongosh alone takes seconds to start where the machine is busy.
        timeout: '20s',
        retries: 10,
      },
      stop_grace_period: '30s',
      networks: [network],
      volumes: [`${name}:/data/db`],
      deploy: limits('1', '1G'),
    },
    ownerUrl: url('owner', owner, 'admin'),
    url: url('app', app, 'app'),
    technology: 'MongoDB 8',
    protocol: 'MongoDB wire protocol',
  };
}
