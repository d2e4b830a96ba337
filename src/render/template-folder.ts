import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import Handlebars from 'handlebars';
import { compileOptions, templateFunctions } from './handlebars.ts';
import type { TemplateFile, Templates } from './templates.ts';

const holes = '.hbs';

/** Reads templates from `templates/` on disk and compiles their holes: for tests and for packing. */
export function templateFolder(root: string): Templates {
  const handlebars = Handlebars.create();
  for (const [name, call] of Object.entries(templateFunctions))
    handlebars.registerHelper(name, call);
  const compile = (text: string) => handlebars.compile(text, compileOptions);
  return {
    folder: (name) =>
      filesBelow(join(root, name)).map(({ path, text, executable }): TemplateFile => {
        return path.endsWith(holes)
          ? { path: path.slice(0, -holes.length), executable, contents: compile(text) }
          : { path, executable, contents: text };
      }),
  };
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
