import type { PackageContribution } from '../plan/feature.ts';
import type { Plan } from '../plan/plan.ts';
import { versionOf } from './versions.ts';

type PackageDocument = Record<string, unknown>;

/** Every `package.json` of the repo, by path, with pinned versions and sorted dependencies. */
export function packageDocuments(plan: Plan): Record<string, PackageDocument> {
  return Object.fromEntries(
    Object.entries(plan.packages).map(([folder, contributions]) => [
      folder === '' ? 'package.json' : `${folder}/package.json`,
      packageDocument(folder, contributions),
    ]),
  );
}

function packageDocument(
  folder: string,
  contributions: readonly PackageContribution[],
): PackageDocument {
  const fields = mergeFields(contributions);
  const scripts = Object.assign({}, ...contributions.map((part) => part.scripts)) as object;
  const dependencies = pinned(
    folder,
    contributions.flatMap((part) => part.dependencies ?? []),
  );
  const devDependencies = pinned(
    folder,
    contributions.flatMap((part) => part.devDependencies ?? []),
  );
  return {
    ...fields,
    ...(Object.keys(scripts).length > 0 && { scripts }),
    ...(Object.keys(dependencies).length > 0 && { dependencies }),
    ...(Object.keys(devDependencies).length > 0 && { devDependencies }),
  };
}

/** Joins top-level fields; where two features give the same field, both must be objects. */
function mergeFields(contributions: readonly PackageContribution[]): PackageDocument {
  const merged: PackageDocument = {};
  for (const { fields } of contributions) {
    for (const [key, value] of Object.entries(fields ?? {})) {
      const before = merged[key];
      if (before !== undefined && typeof before !== 'object') {
        throw new Error(`two features write ${key} of a package.json`);
      }
      merged[key] = before === undefined ? value : { ...before, ...(value as object) };
    }
  }
  return merged;
}

/** The version of each package; workspace packages are linked by path and never looked up. */
function pinned(folder: string, names: readonly string[]): Record<string, string> {
  const up = folder === '' ? '' : '../'.repeat(folder.split('/').length);
  const version = (name: string) =>
    name.startsWith('@app/') ? `file:${up}packages/${name.slice('@app/'.length)}` : versionOf(name);
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, version(name)]));
}
