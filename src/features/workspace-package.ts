/**
 * The fields of the `package.json` of a package under `packages/`: private to the repo, and run from
 * its sources.
 *
 * @param name with its scope, such as `@app/auth`
 * @param entries what can be imported beside the package itself: subpath → file
 */
export function workspacePackage(name: string, entries: Readonly<Record<string, string>> = {}) {
  const exports = { '.': './src/index.ts', ...entries };
  return { name, version: '0.1.0', private: true, type: 'module', exports };
}
