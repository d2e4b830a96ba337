import { npmReserved, sqlReserved, systemParts, typescriptReserved } from './reserved-names.ts';

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
  if (languageReserved(name)) return refuse('is a reserved word in TypeScript or SQL');
  if (name.startsWith('pg-')) return refuse('starts with pg, which Postgres keeps for itself');
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
    (kind === 'context' &&
      (systemParts.has(name) || languageReserved(name) || name.startsWith('pg-')))
  );
}

function languageReserved(name: string): boolean {
  return typescriptReserved.has(name) || sqlReserved.has(name);
}
