/** One file of a template folder: copied as it is, or rendered with values for its holes. */
export interface TemplateFile {
  /** Posix path below its folder, without the `.hbs` ending. */
  readonly path: string;
  readonly executable: boolean;
  readonly contents: string | ((values: unknown) => string);
}

/** Where templates come from: the packed bundle in the product, the folder itself in tests. */
export interface Templates {
  /** Files of a template folder, sorted by path; none for a folder that does not exist. */
  folder(name: string): readonly TemplateFile[];
}
