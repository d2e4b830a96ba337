import { readSettings } from '@app/settings';
import { type Static, type TObject, Type } from 'typebox';

/** What every service reads from its environment. */
const Environment = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ default: 8080, minimum: 1, maximum: 65_535 }),
  DATABASE_URL: Type.String({ minLength: 1 }),
  JWT_PUBLIC_KEY: Type.String({ minLength: 1 }),
  LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    default: 'info',
  }),
  SHUTDOWN_DRAIN_MS: Type.Integer({ default: 0, minimum: 0 }),
});

/** Settings of the process; `.env.example` describes each variable. */
export interface Config<Settings extends TObject> {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly jwtPublicKey: string;
  readonly logLevel: string;
  readonly drainMs: number;
  /** Those of the service alone. */
  readonly own: Static<Settings>;
}

/**
 * Reads what every service needs, and what the service adds.
 *
 * @throws SettingsError
 */
export function readConfig<Settings extends TObject>(
  own: Settings,
  variables: NodeJS.ProcessEnv,
): Config<Settings> {
  const schema = Type.Object({ ...Environment.properties, ...own.properties });
  const environment = readSettings(schema, variables) as Static<typeof Environment>;
  return {
    host: environment.HOST,
    port: environment.PORT,
    databaseUrl: environment.DATABASE_URL,
    jwtPublicKey: environment.JWT_PUBLIC_KEY,
    logLevel: environment.LOG_LEVEL,
    drainMs: environment.SHUTDOWN_DRAIN_MS,
    own: environment as Static<Settings>,
  };
}
