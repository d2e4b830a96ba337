/** What a name is for: a project becomes a folder and an npm package, a context also a schema and a DNS label. */
export type NameKind = 'project' | 'context';

/** Why a name is refused, completing "the name … ", and one that would do where it can be guessed. */
export interface NameProblem {
  readonly why: string;
  readonly instead: string | undefined;
}

/**
 * Longest name in characters. A DNS label and a Postgres identifier hold 63; what is left is for the
 * suffixes that compose (`-postgres-replica-2`) and generated identifiers add.
 */
export const longestName = { project: 40, context: 30 } as const satisfies Record<NameKind, number>;

/** Device names of Windows, refused as file names with any ending. */
const windowsDevices = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** Names that npm refuses or that shadow a module of Node.js. */
const npmReserved = new Set([
  'node_modules',
  'favicon.ico',
  'node',
  'npm',
  'test',
  'assert',
  'buffer',
  'child_process',
  'cluster',
  'console',
  'constants',
  'crypto',
  'dgram',
  'dns',
  'domain',
  'events',
  'fs',
  'http',
  'http2',
  'https',
  'module',
  'net',
  'os',
  'path',
  'perf_hooks',
  'process',
  'punycode',
  'querystring',
  'readline',
  'repl',
  'stream',
  'string_decoder',
  'sys',
  'timers',
  'tls',
  'tty',
  'url',
  'util',
  'v8',
  'vm',
  'wasi',
  'worker_threads',
  'zlib',
  'sea',
  'sqlite',
]);

/** Parts of every generated system; a context of the same name would collide with one. */
const systemParts = new Set([
  'app',
  'api',
  'auth',
  'gateway',
  'health',
  'metrics',
  'docs',
  'postgres',
  'mongo',
  'redis',
  'kafka',
  'rabbitmq',
  'consul',
  'nginx',
  'kong',
  'jaeger',
  'prometheus',
  'grafana',
  'migrate',
  'load-balancer',
  'localhost',
  'platform',
  'modules',
  'main',
  'config',
  'server',
  'database',
  'telemetry',
  'seed',
  'public',
  'information-schema',
]);

/** Words that cannot be an identifier in TypeScript, or are reserved by SQL (Postgres, "reserved"). */
const languageReserved = new Set([
  'await',
  'break',
  'case',
  'catch',
  'class',
  'const',
  'continue',
  'debugger',
  'default',
  'delete',
  'do',
  'else',
  'enum',
  'export',
  'extends',
  'false',
  'finally',
  'for',
  'function',
  'if',
  'implements',
  'import',
  'in',
  'instanceof',
  'interface',
  'let',
  'new',
  'null',
  'package',
  'private',
  'protected',
  'return',
  'static',
  'super',
  'switch',
  'this',
  'throw',
  'true',
  'try',
  'typeof',
  'undefined',
  'var',
  'void',
  'while',
  'with',
  'yield',
  'arguments',
  'eval',
  'async',
  'object',
  'constructor',
  'prototype',
  'all',
  'analyse',
  'analyze',
  'and',
  'any',
  'array',
  'as',
  'asc',
  'both',
  'cast',
  'check',
  'collate',
  'column',
  'constraint',
  'create',
  'desc',
  'distinct',
  'end',
  'except',
  'fetch',
  'foreign',
  'from',
  'grant',
  'group',
  'having',
  'initially',
  'intersect',
  'into',
  'lateral',
  'leading',
  'limit',
  'not',
  'offset',
  'on',
  'only',
  'or',
  'order',
  'placing',
  'primary',
  'references',
  'select',
  'some',
  'symmetric',
  'table',
  'then',
  'to',
  'trailing',
  'union',
  'unique',
  'user',
  'using',
  'variadic',
  'when',
  'where',
  'window',
]);

/**
 * Checks that a name works at once as an npm package, a DNS label, a file name on every system and,
 * for a context, a database schema and a TypeScript identifier.
 *
 * @returns the problem, or nothing when the name is fine
 */
export function checkName(name: string, kind: NameKind): NameProblem | undefined {
  const suggestion = suggest(name, kind);
  const refuse = (why: string): NameProblem => ({ why, instead: suggestion });
  if (name === '') return { why: 'is empty', instead: undefined };
  if (/[/\\]|^\.+$/.test(name)) return refuse('is a path; only the name of one folder is taken');
  if (npmReserved.has(name)) return refuse('is reserved by npm or Node.js');
  if (windowsDevices.test(name.toLowerCase())) return refuse('is a device name on Windows');
  if (name.length > longestName[kind]) {
    return refuse(
      `is ${name.length} characters long; at most ${longestName[kind]} fit all that is named after it`,
    );
  }
  if (/[A-Z]/.test(name)) return refuse('has capital letters, which npm and DNS do not take');
  if (!/^[a-z0-9-]+$/.test(name)) {
    return refuse('has other characters than a to z, 0 to 9 and hyphens');
  }
  if (!/^[a-z]/.test(name)) return refuse('does not start with a letter');
  if (name.endsWith('-')) return refuse('ends with a hyphen');
  if (name.includes('--')) return refuse('has two hyphens in a row');
  if (kind === 'project') return undefined;
  if (systemParts.has(name)) return refuse('is a part of every generated system');
  if (languageReserved.has(name)) return refuse('is a reserved word in TypeScript or SQL');
  return undefined;
}

function suggest(name: string, kind: NameKind): string | undefined {
  const cleaned = name
    .split(/[/\\]/)
    .at(-1)
    ?.toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, longestName[kind])
    .replace(/-+$/, '');
  if (!cleaned) return undefined;
  const candidate =
    cleaned === name.toLowerCase() && name === cleaned
      ? `${cleaned.slice(0, 24)}-${kind === 'project' ? 'app' : 'records'}`
      : cleaned;
  return acceptable(candidate, kind) ? candidate : `my-${candidate}`.slice(0, longestName[kind]);
}

function acceptable(name: string, kind: NameKind): boolean {
  return !(
    npmReserved.has(name) ||
    windowsDevices.test(name) ||
    (kind === 'context' && (systemParts.has(name) || languageReserved.has(name)))
  );
}
