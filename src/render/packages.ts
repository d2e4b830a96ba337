import { mergeKeyed, mergeNested, type Table } from '../plan/merge.ts';
import type { PackagePart, Plan } from '../plan/plan.ts';
import { versionOf } from './versions.ts';

type PackageDocument = Record<string, unknown>;

/** Every `package.json` of the repo, by path, with pinned versions and sorted dependencies. */
export function packageDocuments(plan: Plan): Record<string, PackageDocument> {
  return Object.fromEntries(
    Object.entries(plan.packages).map(([folder, contributions]) => [
      folder === '' ? 'package.json' : `${folder}/package.json`,
      packageDocument(folder, contributions, folder === '' ? plan.allowScripts : {}),
    ]),
  );
}

function packageDocument(
  folder: string,
  parts: readonly PackagePart[],
  allowScripts: Table<boolean>,
): PackageDocument {
  const scripts = mergeKeyed('scripts', parts, (part) => part.scripts);
  const dependencies = parts.flatMap((part) => part.dependencies ?? []);
  const devDependencies = parts.flatMap((part) => part.devDependencies ?? []);
  return {
    ...mergeFields(parts),
    ...nonEmpty('allowScripts', allowScripts),
    ...nonEmpty('scripts', scripts),
    ...nonEmpty('dependencies', pinned(folder, dependencies)),
    ...nonEmpty('devDependencies', pinned(folder, devDependencies)),
  };
}

function nonEmpty(key: string, table: Table<unknown>): PackageDocument {
  return Object.keys(table).length > 0 ? { [key]: table } : {};
}

/** Joins top-level fields; one that holds a table may be filled by several features. */
function mergeFields(parts: readonly PackagePart[]): PackageDocument {
  const isTable = (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const pick = (wanted: boolean) => (part: PackagePart) =>
    Object.fromEntries(
      Object.entries(part.fields ?? {}).filter(([, value]) => isTable(value) === wanted),
    );
  return {
    ...mergeKeyed('fields', parts, pick(false)),
    ...mergeNested('fields', parts, (part) => pick(true)(part) as Table<Table<unknown>>),
  };
}

/** The version of each package; workspace packages are linked by path and never looked up. */
function pinned(folder: string, names: readonly string[]): Record<string, string> {
  const up = folder === '' ? '' : '../'.repeat(folder.split('/').length);
  const version = (name: string) =>
    name.startsWith('@app/') ? `file:${up}packages/${name.slice('@app/'.length)}` : versionOf(name);
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, version(name)]));
}
