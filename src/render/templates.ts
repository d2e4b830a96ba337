/** One file of a template folder: copied as it is, or rendered with values for its holes. */
export interface TemplateFile {
  /** Posix path below its folder, without the `.hbs` ending. */
  readonly path: string;
  readonly executable: boolean;
  readonly contents: string | ((values: unknown) => string);
}

/**
 * The text of a file, with its holes filled.
 *
 * @throws Error naming the file, where it cannot be read or has a hole that nothing fills
 */
export function textOf({ path, contents }: TemplateFile, folder: string, values: unknown): string {
  if (typeof contents === 'string') return contents;
  try {
    return contents(values);
  } catch (error) {
    throw new Error(`templates/${folder}/${path}.hbs: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Where templates come from: the packed bundle in the product, the folder itself in tests. */
export interface Templates {
  /** Files of a template folder, sorted by path; none for a folder that does not exist. */
  folder(name: string): readonly TemplateFile[];
}
