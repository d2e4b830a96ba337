export interface MigrateOptions {
  readonly url: string;
  readonly schemas: readonly { readonly name: string; readonly folder: string }[];
  readonly log: (message: string) => void;
}
export declare function migrate(options: MigrateOptions): Promise<void>;
