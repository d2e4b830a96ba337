import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseTemplate } from './parse-template.ts';
import { fill } from './template.ts';
import type { TemplateFile, Templates } from './templates.ts';

const holes = '.hbs';

/** Reads templates from `templates/` on disk and parses those with holes: for tests. */
export function templateFolder(root: string): Templates {
  return {
    folder: (name) =>
      filesBelow(join(root, name)).map(({ path, text, executable }): TemplateFile => {
        return path.endsWith(holes)
          ? { path: path.slice(0, -holes.length), executable, contents: withHoles(text) }
          : { path, executable, contents: text };
      }),
  };
}

function withHoles(text: string): TemplateFile['contents'] {
  const template = parseTemplate(text);
  return (values) => fill(template, values);
}

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

/** Every file below a folder with its posix path, sorted, so that output never depends on the disk. */
export function filesBelow(folder: string): SourceFile[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(folder, file).split(sep).join('/'),
      text: readFileSync(file, 'utf8'),
      executable: (statSync(file).mode & 0o100) !== 0,
    }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}
