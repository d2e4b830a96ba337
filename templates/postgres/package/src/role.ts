export interface AppRoleOptions {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly schemas: readonly string[];
}
export declare function grantAppRole(options: AppRoleOptions): Promise<void>;
