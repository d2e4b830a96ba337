import type { Collection } from './collection.ts';

/** The content of the documents of a service, by the name of their collection. */
export type ContentsOf<Contents> = Readonly<Record<keyof Contents, object>>;

/** The collections of a service, by name. */
export type Collections<Contents extends ContentsOf<Contents>> = {
  readonly [Name in keyof Contents]: Collection<Contents[Name]>;
};

export interface Declaration<Contents extends ContentsOf<Contents>> {
  /** Schema that holds the documents where the database is Postgres. */
  readonly schema: string;
  readonly collections: {
    readonly [Name in keyof Contents]: {
      /** Members of which no two documents have the same value. */
      readonly unique: readonly (keyof Contents[Name] & string)[];
    };
  };
}

/** Opens each collection that is declared. */
export function openEach<Contents extends ContentsOf<Contents>>(
  { collections }: Declaration<Contents>,
  open: <Content extends object>(name: string) => Collection<Content>,
): Collections<Contents> {
  const opened: { [Name in keyof Contents]?: Collection<Contents[Name]> } = {};
  for (const name in collections) opened[name] = open(name);
  return opened as Collections<Contents>;
}
