import { fill, type Template } from './template.ts';
import type { TemplateFile, Templates } from './templates.ts';

/** The files of each template folder, `<feature>/<part>`, sorted by path. */
export type PackedIndex = Readonly<Record<string, readonly PackedFile[]>>;

export interface PackedFile {
  /** Posix path below its folder, without the `.hbs` ending. */
  readonly path: string;
  readonly executable: boolean;
  /** Whether its text is a `Template` in JSON. */
  readonly holes: boolean;
  /** Where its text begins and ends among those of all files, in bytes. */
  readonly begin: number;
  readonly end: number;
}

/**
 * Serves packed templates. Only what is asked for is unpacked, each folder once: a thousand contexts come
 * from one.
 *
 * @param texts of all files in UTF-8, one after the other
 */
export function packedTemplates(index: PackedIndex, texts: Buffer): Templates {
  const unpacked = new Map<string, readonly TemplateFile[]>();
  return {
    folder(name) {
      const files = unpacked.get(name) ?? (index[name] ?? []).map((file) => unpack(file, texts));
      unpacked.set(name, files);
      return files;
    },
  };
}

function unpack(file: PackedFile, texts: Buffer): TemplateFile {
  const { path, executable, holes, begin, end } = file;
  const text = texts.toString('utf8', begin, end);
  if (!holes) return { path, executable, contents: text };
  const template = JSON.parse(text) as Template;
  return { path, executable, contents: (values) => fill(template, values) };
}
