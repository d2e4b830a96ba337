import type { Spec } from '../spec/spec.ts';
import type {
  ComposeContribution,
  Contribution,
  Feature,
  FileSet,
  PackageContribution,
} from './feature.ts';
import { mergeKeyed, mergeNested, type Part } from './merge.ts';

/** What one feature adds to one `package.json`. */
export type PackagePart = PackageContribution & Part;

/** Everything the features contributed, merged, with no order of precedence among them. */
export interface Plan {
  readonly spec: Spec;
  readonly features: readonly Feature[];
  readonly files: readonly FileSet[];
  /** By the folder of the `package.json`; empty for the root. */
  readonly packages: Readonly<Record<string, readonly PackagePart[]>>;
  readonly allowScripts: NonNullable<Contribution['allowScripts']>;
  readonly env: NonNullable<Contribution['env']>;
  readonly compose: Required<ComposeContribution>;
  readonly contexts: NonNullable<Contribution['contexts']>;
  readonly documents: NonNullable<Contribution['documents']>;
  readonly c4: NonNullable<Contribution['c4']>;
  readonly c4Relations: NonNullable<Contribution['c4Relations']>;
  readonly routes: NonNullable<Contribution['routes']>;
  readonly words: NonNullable<Contribution['words']>;
}

/**
 * Collects the contributions of the features that the spec selects.
 *
 * @throws Error when two features write the same key: a defect of the product, never of a spec
 */
export function makePlan(spec: Spec, catalogueOfFeatures: readonly Feature[]): Plan {
  const features = catalogueOfFeatures.filter((feature) => feature.when(spec));
  const parts = features.map((feature) => ({ id: feature.id, ...feature.contribute(spec) }));
  const compose = parts.map(({ id, compose: part }) => ({ id, ...part }));
  return {
    spec,
    features,
    files: parts.flatMap((part) => part.files ?? []),
    packages: groupPackages(parts),
    allowScripts: mergeKeyed('allowScripts', parts, (part) => part.allowScripts),
    env: mergeKeyed('env', parts, (part) => part.env),
    compose: {
      services: mergeKeyed('compose.services', compose, (part) => part.services),
      networks: mergeKeyed('compose.networks', compose, (part) => part.networks),
      volumes: mergeKeyed('compose.volumes', compose, (part) => part.volumes),
      environment: mergeNested('compose.environment', compose, (part) => part.environment),
      dependsOn: mergeNested('compose.dependsOn', compose, (part) => part.dependsOn),
      mounts: mergeNested('compose.mounts', compose, (part) => part.mounts),
      storage: mergeNested('compose.storage', compose, (part) => part.storage),
      ports: mergeKeyed('compose.ports', compose, (part) => part.ports),
    },
    contexts: mergeKeyed('contexts', parts, (part) => part.contexts),
    documents: mergeKeyed('documents', parts, (part) => part.documents),
    c4: mergeKeyed('c4', parts, (part) => part.c4),
    c4Relations: parts.flatMap((part) => part.c4Relations ?? []),
    routes: parts.flatMap((part) => part.routes ?? []),
    words: mergeKeyed('words', parts, (part) => part.words),
  };
}

/** What each feature adds to the `package.json` of each folder, with the name of the feature. */
function groupPackages(parts: readonly (Contribution & Part)[]): Plan['packages'] {
  const grouped = new Map<string, PackagePart[]>();
  for (const { id, packages } of parts) {
    for (const [folder, contribution] of Object.entries(packages ?? {})) {
      grouped.set(folder, [...(grouped.get(folder) ?? []), { id, ...contribution }]);
    }
  }
  return Object.fromEntries(grouped);
}
