import type { Spec } from '../spec/spec.ts';

/** A folder under `templates/`, and where its files land in the generated repo. */
export interface FileSet {
  readonly folder: string;
  /** Landing folder, posix, relative to the repo; empty for its root. */
  readonly into: string;
  /** Values for the holes of this set, over those of the plan; `name` also fills `__name__` in paths. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What one feature adds to a `package.json`; versions come from `versions.json`. */
export interface PackageContribution {
  readonly dependencies?: readonly string[];
  readonly devDependencies?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  /** Any other top-level key, such as `exports`. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** One line of `.env.example`. */
export interface EnvVariable {
  readonly about: string;
  /** The example value; left empty where `generated` says what the first run puts there. */
  readonly example?: string;
  readonly generated?:
    | 'password'
    | 'p256-private-key'
    /** The other half of the private key in the named variable. */
    | `p256-public-key ${string}`;
  /** Written commented out: the built-in default holds until the line is enabled. */
  readonly optional?: boolean;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A structured file. */
export type Document = Readonly<Record<string, Json>>;

/** A service of `compose.yaml`, as compose defines it. */
export type ComposeService = Readonly<Record<string, Json>>;

export interface ComposeContribution {
  readonly services?: Readonly<Record<string, ComposeService>>;
  /** Environment added to a service that another feature defines. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Services to wait for, by waiting service, with the condition. */
  readonly dependsOn?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Ports published on the host, by service. */
  readonly ports?: Readonly<Record<string, readonly string[]>>;
  /** Files of the repo that a service of another feature reads: service → path in it → path in the repo. */
  readonly mounts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What a service of another feature keeps: service → path in it → volume. */
  readonly storage?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly networks?: Readonly<Record<string, Json>>;
  readonly volumes?: Readonly<Record<string, Json>>;
}

/** A bounded context as the templates see it. */
export interface ContextModule {
  readonly name: string;
  readonly camel: string;
  readonly pascal: string;
  /** Its database schema. */
  readonly snake: string;
  readonly about: string;
  /** Contexts whose public interface it calls, by name. */
  readonly uses: readonly string[];
  /** Whether its module has a `seed.ts`. */
  readonly seeded: boolean;
  /** Whether it is a CRUD resource of the user's own rather than part of the sample domain. */
  readonly custom: boolean;
}

/** An element of the C4 container diagram. */
export interface C4Element {
  readonly kind: 'Person' | 'Container' | 'ContainerDb' | 'ContainerQueue' | 'System_Ext';
  readonly label: string;
  readonly technology: string;
  readonly about: string;
}

export interface C4Relation {
  readonly from: string;
  readonly to: string;
  readonly about: string;
}

/** A part of the public API, served by one process; what the gateway does with it is the same in each. */
export interface Route {
  /** Path prefix, such as `/api/orders`. */
  readonly prefix: string;
  /** Compose service of the process that serves it. */
  readonly process: string;
  /** Requests that need no access token, as `METHOD /path` with `*` for one segment; all others do. */
  readonly open: readonly string[];
  /** How long the gateway may keep answers to open reads, in seconds; 0 for not at all. */
  readonly cacheSeconds: number;
}

/** What a feature adds. Every map is merged by key; the same key from two features is an error. */
export interface Contribution {
  readonly files?: readonly FileSet[];
  readonly packages?: Readonly<Record<string, PackageContribution>>;
  /** Whether the install scripts of a package may run, by package; npm warns about all others. */
  readonly allowScripts?: Readonly<Record<string, boolean>>;
  readonly env?: Readonly<Record<string, EnvVariable>>;
  readonly compose?: ComposeContribution;
  readonly contexts?: Readonly<Record<string, ContextModule>>;
  /**
   * Structured files, by path: objects that are serialised by the ending of the path. One that depends
   * on what other features serve is made of the routes of all.
   */
  readonly documents?: Readonly<
    Record<string, Document | ((routes: readonly Route[]) => Document)>
  >;
  readonly c4?: Readonly<Record<string, C4Element>>;
  readonly c4Relations?: readonly C4Relation[];
  /** The public API, for a gateway. */
  readonly routes?: readonly Route[];
  /** What the choices are called, for the holes of README sections and decision records. */
  readonly words?: Readonly<Record<string, string>>;
}

/**
 * A composable part of the output: one folder under `src/features` and one of the same name under
 * `templates`. It knows the spec and nothing of the other features.
 */
export interface Feature {
  readonly id: string;
  /** One sentence: what it brings, shown in previews. */
  readonly about: string;
  when(spec: Spec): boolean;
  contribute(spec: Spec): Contribution;
}

/** Declares a feature; the identity function with the type in place. */
export function defineFeature(feature: Feature): Feature {
  return feature;
}
