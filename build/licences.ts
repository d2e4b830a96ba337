import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * The licences of all packages that ended up in the bundle.
 *
 * @param root absolute folder to which the paths of the metafile are relative
 * @throws Error when a bundled package carries no licence text
 */
export function licences(metafile: Metafile, root: string): string {
  const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(bundled.flatMap((input) => packageFolder(input) ?? []));
  const texts = [...folders].sort().map((folder) => licenceOf(join(root, folder)));
  return `create-arch-app contains the following packages.\n\n${texts.join('\n')}`;
}

/** `node_modules/<name>` of a bundled file, also below another package; nothing for our own. */
function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license: string };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  const text = readFileSync(join(folder, file), 'utf8').trim();
  return `${'-'.repeat(72)}\n${name} ${version} (${license})\n\n${text}\n`;
}
