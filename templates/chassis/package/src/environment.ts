import { isPublicKey } from '@app/auth';
import { isDiscoveryUrl } from '@app/discovery';
import { readSettings } from '@app/settings';
import { type Static, type TObject, Type } from 'typebox';
import type { Service } from './service.ts';
import { readServiceTokens, type ServiceTokens, serviceTokensPattern } from './service-tokens.ts';

const PublicKey = Type.Refine(
  Type.String(),
  isPublicKey,
  () => 'must be a P-256 key, SPKI DER in base64',
);

const DiscoveryUrl = Type.Refine(
  Type.String({ default: 'static:' }),
  isDiscoveryUrl,
  () => 'must be the complete URL of a discovery',
);

/** What every service reads from its environment. */
const Environment = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ default: 8080, minimum: 1, maximum: 65_535 }),
  DATABASE_URL: Type.String({ minLength: 1 }),
  JWT_PUBLIC_KEY: PublicKey,
  CORS_ORIGINS: Type.String({ default: '' }),
  LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    default: 'info',
  }),
  SHUTDOWN_DRAIN_MS: Type.Integer({ default: 0, minimum: 0, maximum: 600_000 }),
  DISCOVERY_URL: DiscoveryUrl,
  ADVERTISE_HOST: Type.Optional(Type.String()),
  CALLER_TOKENS: Type.Optional(Type.String({ pattern: serviceTokensPattern })),
  CACHE_URL: Type.Optional(Type.String({ pattern: '^rediss?://' })),
});

/** What a service that calls others reads as well. */
function callerEnvironment(callees: readonly string[]) {
  const tokens = Type.String({ pattern: serviceTokensPattern });
  const knowsAll = (text: string) => {
    const known = readServiceTokens(text);
    return callees.every((callee) => known.has(callee));
  };
  return Type.Object({
    CALLEE_TOKENS: Type.Refine(tokens, knowsAll, () => `must have one for ${callees.join(', ')}`),
  });
}

/** Settings of the process; `.env.example` describes each variable. */
export interface Config<Settings extends TObject> {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly jwtPublicKey: string;
  /** Those that browsers may call from. */
  readonly corsOrigins: readonly string[];
  readonly logLevel: string;
  readonly drainMs: number;
  readonly discoveryUrl: string;
  readonly advertiseHost: string | undefined;
  /** Prove to the services that are called who calls; empty in a service that calls none. */
  readonly calleeTokens: ServiceTokens;
  /** Prove to this service who calls it. */
  readonly callerTokens: ServiceTokens;
  /** Empty for the memory of this process. */
  readonly cacheUrl: string;
  /** Those of the service alone. */
  readonly own: Static<Settings>;
}

/**
 * Reads what every service needs, and what the service adds.
 *
 * @throws SettingsError
 */
export function readConfig<Settings extends TObject>(
  service: Pick<Service<never, Settings>, 'settings' | 'calls'>,
  variables: NodeJS.ProcessEnv,
): Config<Settings> {
  const schema = Type.Object({
    ...Environment.properties,
    ...(service.calls?.length ? callerEnvironment(service.calls).properties : {}),
    ...service.settings.properties,
  });
  const environment = readSettings(schema, variables) as Static<typeof Environment> &
    Partial<Static<ReturnType<typeof callerEnvironment>>>;
  return {
    host: environment.HOST,
    port: environment.PORT,
    databaseUrl: environment.DATABASE_URL,
    jwtPublicKey: environment.JWT_PUBLIC_KEY,
    corsOrigins: readOrigins(environment.CORS_ORIGINS),
    logLevel: environment.LOG_LEVEL,
    drainMs: environment.SHUTDOWN_DRAIN_MS,
    discoveryUrl: environment.DISCOVERY_URL,
    advertiseHost: environment.ADVERTISE_HOST,
    calleeTokens: readServiceTokens(environment.CALLEE_TOKENS ?? ''),
    callerTokens: readServiceTokens(environment.CALLER_TOKENS ?? ''),
    cacheUrl: environment.CACHE_URL ?? '',
    own: environment as Static<Settings>,
  };
}

/** As browsers send them: without blanks, and without the slash that follows in an address bar. */
function readOrigins(list: string): string[] {
  const origins = list.split(',').map((origin) => origin.trim().replace(/\/+$/, ''));
  return origins.filter(Boolean);
}
