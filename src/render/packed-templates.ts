import Handlebars from 'handlebars/runtime.js';
import { templateFunctions } from './handlebars.ts';
import type { TemplateFile, Templates } from './templates.ts';

/** A template as the build packs it: its text, or its holes compiled to code. */
export interface PackedFile {
  /** Posix path below `templates/`, without the `.hbs` ending. */
  readonly path: string;
  readonly executable: boolean;
  readonly contents: string | TemplateSpecification;
}

/**
 * Serves packed templates. Each folder is unpacked once: a thousand contexts come from one.
 *
 * @param filesOf the files of a feature, sorted by path; none for one without templates
 */
export function packedTemplates(filesOf: (feature: string) => readonly PackedFile[]): Templates {
  const handlebars = Handlebars.create();
  for (const [name, call] of Object.entries(templateFunctions)) {
    handlebars.registerHelper(name, call);
  }
  const unpack = (folder: string, { path, executable, contents }: PackedFile): TemplateFile => ({
    path: path.slice(folder.length + 1),
    executable,
    contents: typeof contents === 'string' ? contents : handlebars.template(contents),
  });
  const unpacked = new Map<string, readonly TemplateFile[]>();
  return {
    folder(name) {
      const start = `${name}/`;
      const [feature = ''] = name.split('/');
      const below =
        unpacked.get(name) ??
        filesOf(feature)
          .filter(({ path }) => path.startsWith(start))
          .map((file) => unpack(name, file));
      unpacked.set(name, below);
      return below;
    },
  };
}
