import versions from './versions.json' with { type: 'json' };

/**
 * The pinned version of an npm package in generated repos; one file for all templates.
 *
 * @throws Error when `versions.json` does not name it
 */
export function versionOf(name: string): string {
  const version = (versions as Record<string, string>)[name];
  if (!version) throw new Error(`versions.json does not name ${name}`);
  return version;
}
