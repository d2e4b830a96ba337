import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A file that is tried, and the path that it imports. */
type Planted = readonly [file: string, path: string];

/** Those of the files in which the linter of this repository refuses the import. */
export function refusedImports(planted: readonly Planted[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  try {
    cpSync(join(import.meta.dirname, '../biome.json'), join(folder, 'biome.json'));
    for (const [file, path] of planted) plant(join(folder, file), path);
    const refused = lint(folder);
    return planted.map(([file]) => file).filter((file) => refused.includes(`/${file},`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function plant(target: string, path: string): void {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `import planted from '${path}';\n\nexport const value = planted;\n`);
}

/** What the linter says of imports below a folder, with forward slashes. */
function lint(folder: string): string {
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=github', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const lines = stdout.replaceAll('\\', '/').split('\n');
  return lines.filter((line) => line.includes('noRestrictedImports')).join('\n');
}
